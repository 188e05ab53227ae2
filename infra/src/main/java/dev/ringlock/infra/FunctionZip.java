package dev.ringlock.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipException;

/** The built function.zip with the owner's policy in it, so that a new wording needs no new build. */
final class FunctionZip {

    private static final String POLICY = "policy.yaml";
    /** The same for the same content, so that a deployment in which nothing changed changes nothing. */
    private static final FileTime SOME_TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private FunctionZip() {}

    /** Makes it in that folder. */
    static Path with(DeploymentSettings settings, Path folder) {
        if (!Files.isRegularFile(settings.code())) {
            throw new SettingsMistake("there is no function.zip at " + settings.code()
                    + "; `./mvnw package -Dlambda -Dnative` builds target/native/function.zip");
        }
        Path zip = folder.resolve("function.zip");
        // Zip's file system keeps the executable's permissions only when it is told to
        Map<String, Object> keepPermissions = Map.of("enablePosixFileAttributes", true);
        try {
            Files.copy(settings.code(), zip, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), keepPermissions)) {
                Path bootstrap = inside.getPath("bootstrap");
                check(bootstrap, settings);
                Files.setLastModifiedTime(bootstrap, SOME_TIME);
                Path policy = inside.getPath(POLICY);
                Files.write(policy, Files.readAllBytes(settings.policy()));
                Files.setLastModifiedTime(policy, SOME_TIME);
            }
        } catch (ZipException e) {
            throw new SettingsMistake(settings.code() + " is not a zip", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip;
    }

    /** Said here, because Lambda would say it only to the first person who signs up. */
    private static void check(Path bootstrap, DeploymentSettings settings) throws IOException {
        if (!Files.exists(bootstrap)) {
            throw new SettingsMistake(settings.code() + " holds no `bootstrap`: it is not the native flavour's zip");
        }
        try (InputStream in = Files.newInputStream(bootstrap)) {
            new ExecutableHead(in.readNBytes(ExecutableHead.LENGTH))
                    .refusal(settings.arm64())
                    .ifPresent(refusal -> {
                        throw new SettingsMistake("`bootstrap` in " + settings.code() + " " + refusal);
                    });
        }
        if (!Files.getPosixFilePermissions(bootstrap).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            throw new SettingsMistake(
                    "`bootstrap` in " + settings.code() + " may not be executed: its mode has to be 755");
        }
    }
}
