package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionZipTest {

    @TempDir
    private Path folder;

    @Test
    void the_owners_policy_goes_beside_the_executable_which_stays_executable() throws IOException {
        DeploymentSettings settings = withBootstrap(Synthesised.elf(62));
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
        DeploymentSettings settings = withBootstrap(Synthesised.elf(62));
        byte[] first = Files.readAllBytes(FunctionZip.with(settings, folder));
        assertArrayEquals(first, Files.readAllBytes(FunctionZip.with(settings, folder)));
    }

    /** The heads of real files: what `file` tells them by. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7f454c46 0201010000000000 00000000 0200b700 | x86_64 | is for arm64, and setting `architecture` says x86_64",
                "7f454c46 0201010000000000 00000000 02003e00 | arm64  | is for x86_64, and setting `architecture` says arm64",
                "7f454c46 0201010000000000 00000000 0200f300 | x86_64 | is for another processor, and setting",
                "7f454c46 0101010000000000 00000000 02000300 | x86_64 | is an executable of Linux for a processor that Lambda has not",
                "7f454c46 0202010000000000 00000000 00020016 | x86_64 | is an executable of Linux for a processor that Lambda has not",
                "cffaedfe 0c00000100000000 02000000 12000000 | x86_64 | is an executable of macOS (Mach-O)",
                "cffaedfe 0700000103000000 02000000 12000000 | x86_64 | is an executable of macOS (Mach-O)",
                "cafebabe 0000000201000007 00000003 00004000 | arm64  | is an executable of macOS (Mach-O)",
                "4d5a9000 0300000004000000 ffff0000 b8000000 | x86_64 | is an executable of Windows",
                "23212f62 696e2f7368206563 686f2068 690a0a0a | x86_64 | is a script",
                "504b0304 1400000008000000 21000000 00000000 | x86_64 | is no executable",
                "7f45                                        | x86_64 | is no executable",
                "''                                          | x86_64 | is empty",
            })
    void what_lambda_could_not_run_is_refused_in_one_line(String head, String architecture, String told)
            throws IOException {
        DeploymentSettings settings =
                withBootstrap(HexFormat.of().parseHex(head.replace(" ", "")), "architecture = " + architecture);
        var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(
                mistake.getMessage().contains("`bootstrap` in " + settings.code() + " " + told), mistake.getMessage());
        assertFalse(mistake.getMessage().contains("\n"), mistake.getMessage());
    }

    @Test
    void an_executable_for_the_processor_of_the_setting_is_taken() throws IOException {
        FunctionZip.with(withBootstrap(Synthesised.elf(183), "architecture = arm64"), folder);
    }

    @Test
    void an_executable_that_may_not_be_executed_is_refused() throws IOException {
        DeploymentSettings settings = withBootstrap(Synthesised.elf(62));
        try (FileSystem inside = open(settings.code())) {
            Files.setPosixFilePermissions(inside.getPath("bootstrap"), PosixFilePermissions.fromString("rw-r--r--"));
        }
        var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(mistake.getMessage().contains("may not be executed"), mistake.getMessage());
    }

    @Test
    void a_zip_without_an_executable_or_none_at_all_is_refused() throws IOException {
        DeploymentSettings settings = withBootstrap(Synthesised.elf(62));
        try (FileSystem inside = open(settings.code())) {
            Files.delete(inside.getPath("bootstrap"));
        }
        var jar = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(jar.getMessage().contains("holds no `bootstrap`"), jar.getMessage());
        for (String content : List.of("", "not a zip")) {
            Files.writeString(settings.code(), content);
            var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
            assertTrue(mistake.getMessage().contains("is not a zip"), mistake.getMessage());
        }
    }

    @Test
    void without_a_built_zip_it_says_how_to_build_one() {
        DeploymentSettings settings = of(folder.resolve("nothing.zip"));
        var mistake = assertThrows(SettingsMistake.class, () -> FunctionZip.with(settings, folder));
        assertTrue(mistake.getMessage().contains("./mvnw package -Dlambda -Dnative"));
    }

    private DeploymentSettings withBootstrap(byte[] bytes, String... more) throws IOException {
        Path zip = Synthesised.standIn(folder);
        try (FileSystem inside = open(zip)) {
            Path bootstrap = inside.getPath("bootstrap");
            Files.write(bootstrap, bytes);
            Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return of(zip, more);
    }

    private static DeploymentSettings of(Path code, String... more) {
        return Synthesised.settings(
                Stream.concat(Stream.of("code = " + code), Stream.of(more)).toArray(String[]::new));
    }

    private static FileSystem open(Path zip) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", true));
    }
}
