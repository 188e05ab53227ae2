package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.reassigned.ReassignedNumbers.Reassignment;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerReassignedTest {

    private static final PhoneNumber NUMBER = PhoneNumber.ofCanonical("+12025550123");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Policy ASKS = example("reassigned: {every: P30D}");
    private static final Policy DOES_NOT_ASK = example("reassigned: off");

    @TempDir
    private Path folder;

    @Test
    void aFileIsAsked() throws IOException {
        Path file = file("numbers.csv", "number,disconnected\n+12025550123,2026-01-31\n", "rw-r--r--");
        var numbers = ServerReassigned.of(settings(Map.of("ringlock.reassigned", file.toString())), ASKS);
        assertEquals(Reassignment.YES, numbers.ask(NUMBER, DAY));
    }

    @Test
    void anAddressIsAskedWithTheSecretOfTheFile() throws IOException {
        Path secret = file("secret", "made-up-secret-of-the-tests\n", "rw-------");
        try (var server = ProviderStandIn.start(ProviderStandIn.answering(200, "{\"reassigned\":\"no\"}"))) {
            var numbers = ServerReassigned.of(
                    settings(Map.of(
                            "ringlock.reassigned",
                            server.uri().toString(),
                            "ringlock.reassigned-secret",
                            secret.toString())),
                    ASKS);
            assertEquals(Reassignment.NO, numbers.ask(NUMBER, DAY));
            assertEquals(
                    "Bearer made-up-secret-of-the-tests",
                    server.asked().get(0).headers().get("authorization"));
        }
    }

    @Test
    void whatThePolicyDoesNotAskIsNotEvenRead() {
        String nowhere = folder.resolve("none.csv").toString();
        var numbers = ServerReassigned.of(settings(Map.of("ringlock.reassigned", nowhere)), DOES_NOT_ASK);
        assertEquals(Reassignment.NO_DATA, numbers.ask(NUMBER, DAY));
    }

    @Test
    void withoutASourceTheStartIsRefusedWithTheCure() {
        String told = refused(Map.of());
        assertTrue(told.contains("RINGLOCK_REASSIGNED is not set") && told.contains("`reassigned: off`"), told);
    }

    @Test
    void aFileWithAMistakeIsRefusedByItsLine() throws IOException {
        Path file = file("numbers.csv", "number,disconnected\n2025550123,2026-01-31\n", "rw-r--r--");
        String told = refused(Map.of("ringlock.reassigned", file.toString()));
        assertTrue(told.contains("numbers.csv:2: is not a number in E.164"), told);
    }

    @Test
    void anAddressThatIsNotSafeIsRefused() {
        assertTrue(refused(Map.of("ringlock.reassigned", "http://numbers.example/"))
                .contains("the address has to be https://"));
    }

    @Test
    void aSecretThatOthersMayReadIsRefused() throws IOException {
        Path secret = file("secret", "made-up-secret-of-the-tests", "rw-r-----");
        String told = refused(Map.of(
                "ringlock.reassigned", "https://numbers.example/", "ringlock.reassigned-secret", secret.toString()));
        assertTrue(told.contains("0600"), told);
        assertFalse(told.contains("made-up"), told);
    }

    private static String refused(Map<String, String> some) {
        ServerSettings settings = settings(some);
        return String.valueOf(assertThrows(ConfigurationException.class, () -> ServerReassigned.of(settings, ASKS))
                .getMessage());
    }

    private Path file(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Policy example(String reassigned) {
        try {
            String text = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            return PolicyFile.read("example", text.replace("reassigned: off", reassigned));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSettings settings(Map<String, String> some) {
        Map<String, String> all = new HashMap<>(Map.of("ringlock.host", "127.0.0.1", "ringlock.port", "0"));
        all.putAll(some);
        return SettingsForTests.of(all);
    }
}
