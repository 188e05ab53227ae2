package dev.ringlock.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** The built function.zip with the owner's policy in it, so that a new wording needs no new build. */
final class FunctionZip {

    private static final String POLICY = "policy.yaml";
    /** The place of the processor in an ELF file, and its values. */
    private static final int ELF_MACHINE = 18;

    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
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
                checkProcessor(bootstrap, settings);
                Files.setLastModifiedTime(bootstrap, SOME_TIME);
                Path policy = inside.getPath(POLICY);
                Files.write(policy, Files.readAllBytes(settings.policy()));
                Files.setLastModifiedTime(policy, SOME_TIME);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip;
    }

    /** Said here, because Lambda would say it only to the first person who signs up. */
    private static void checkProcessor(Path bootstrap, DeploymentSettings settings) throws IOException {
        if (!Files.exists(bootstrap)) {
            throw new SettingsMistake(settings.code() + " holds no `bootstrap`: it is not the native flavour's zip");
        }
        byte[] head;
        try (var in = Files.newInputStream(bootstrap)) {
            head = in.readNBytes(ELF_MACHINE + 1);
        }
        boolean elf = head.length > ELF_MACHINE && Arrays.equals(ELF, Arrays.copyOf(head, ELF.length));
        int wanted = settings.arm64() ? AARCH64 : X86_64;
        if (elf && Byte.toUnsignedInt(head[ELF_MACHINE]) != wanted) {
            throw new SettingsMistake("the executable in " + settings.code()
                    + " is for another processor than setting `architecture` says");
        }
    }
}
