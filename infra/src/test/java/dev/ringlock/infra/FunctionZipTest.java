package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionZipTest {

    @TempDir
    private Path folder;

    @Test
    void the_owners_policy_goes_beside_the_executable_which_stays_executable() throws IOException {
        DeploymentSettings settings = withBootstrap(new byte[] {'#', '!'});
        Path zip = FunctionZip.with(settings, folder);
        try (FileSystem inside = open(zip)) {
            assertArrayEquals(
                    Files.readAllBytes(Synthesised.EXAMPLE), Files.readAllBytes(inside.getPath("policy.yaml")));
            assertTrue(Files.getPosixFilePermissions(inside.getPath("bootstrap"))
                    .contains(PosixFilePermission.OTHERS_EXECUTE));
        }
    }

    @Test
    void the_same_code_and_policy_make_the_same_zip() throws IOException {
        DeploymentSettings settings = withBootstrap(new byte[] {'#', '!'});
        byte[] first = Files.readAllBytes(FunctionZip.with(settings, folder));
        assertArrayEquals(first, Files.readAllBytes(FunctionZip.with(settings, folder)));
    }

    @Test
    void an_executable_for_another_processor_is_refused() throws IOException {
        byte[] elf = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F'}, 0, elf, 0, 4);
        elf[18] = (byte) 183;
        DeploymentSettings settings = withBootstrap(elf);
        var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(mistake.getMessage().contains("another processor"));
    }

    @Test
    void without_a_built_zip_it_says_how_to_build_one() {
        DeploymentSettings settings = of(folder.resolve("nothing.zip"));
        var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(mistake.getMessage().contains("./mvnw package -Dlambda -Dnative"));
    }

    private DeploymentSettings withBootstrap(byte[] bytes) throws IOException {
        Path zip = Synthesised.standIn(folder);
        try (FileSystem inside = open(zip)) {
            Path bootstrap = inside.getPath("bootstrap");
            Files.write(bootstrap, bytes);
            Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertEquals(folder, zip.getParent());
        return of(zip);
    }

    private static DeploymentSettings of(Path code) {
        return Synthesised.settings("code = " + code.toAbsolutePath());
    }

    private static FileSystem open(Path zip) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", true));
    }
}
