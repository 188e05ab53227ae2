package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.provider.Requests;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.standalone.Finding.Grade;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation in order, and each thing that can be wrong with it. */
class CheckUpTest {

    private static final Instant NOW = Instant.parse("2029-11-28T12:00:00Z");
    private static final String SECRET = "a-secret-of-nobody";

    private final Map<String, String> settings = new HashMap<>();
    private final Path folder;
    private final Path providers;
    private Duration off = Duration.ZERO;
    private boolean isReached = true;
    private String servedSecret = SECRET;

    CheckUpTest(@TempDir Path folder) {
        this.folder = folder;
        this.providers = folder.resolve("providers.json");
    }

    @BeforeEach
    void set() throws IOException {
        settings.put("ringlock.host", "127.0.0.1");
        settings.put("ringlock.port", "0");
        settings.put("ringlock.data", folder.resolve("data").toString());
        settings.put("ringlock.keys", folder.resolve("keys/ringlock.keys").toString());
        settings.put("ringlock.policy", "src/main/resources/policy/harbour-books.yaml");
        settings.put("ringlock.public-url", "https://consent.example.com");
        settings.put("ringlock.providers", providers.toString());
        Files.writeString(providers, accounts(SECRET));
        Files.setPosixFilePermissions(providers, PosixFilePermissions.fromString("rw-------"));
        CommandData.open(settings()).close();
    }

    @Test
    void anInstallationInOrderHasNothingToSay() {
        List<Finding> findings = findings();
        assertTrue(findings.stream().allMatch(finding -> finding.grade() == Grade.OK), findings::toString);
        assertEquals(
                List.of(
                        "policy",
                        "sending",
                        "settings",
                        "address",
                        "keys",
                        "data",
                        "disk",
                        "providers",
                        "clock",
                        "webhooks"),
                findings.stream().map(Finding::about).toList());
        assertFalse(findings.toString().contains(SECRET));
    }

    @Test
    void theTimeStampingAuthorityHasToAnswerAndItsAddressToBeOne() {
        settings.put("ringlock.time-authority", "https://tsa.example.com/stamp");
        assertEquals(Grade.OK, graded("anchors").grade());
        isReached = false;
        assertEquals(Grade.FAILED, graded("anchors").grade());
        settings.put("ringlock.time-authority", "http://tsa.example.com/stamp");
        assertTrue(graded("anchors").says().contains("RINGLOCK_TIME_AUTHORITY"));
    }

    @Test
    void aFolderOfAnchorsThatIsAwayIsTold() throws IOException {
        Path place = folder.resolve("place");
        settings.put("ringlock.anchors", place.toString());
        assertEquals(Grade.FAILED, graded("anchors").grade());
        assertTrue(graded("anchors").says().contains("RINGLOCK_ANCHORS"), graded("anchors")::toString);
        Files.createDirectory(place);
        assertEquals(Grade.OK, graded("anchors").grade());
    }

    @Test
    void aClockThatIsWrongIsTold() {
        off = Duration.ofMinutes(-2);
        assertEquals(Grade.FAILED, graded("clock").grade());
        assertTrue(graded("clock").says().contains("120 seconds ahead"), graded("clock")::toString);
    }

    @Test
    void aProviderThatCannotBeReachedIsTold() {
        isReached = false;
        assertEquals(Grade.FAILED, graded("providers").grade());
        assertEquals(Grade.WARNING, graded("clock").grade());
        assertTrue(graded("webhooks").says().contains("nobody answers"), graded("webhooks")::toString);
    }

    @Test
    void aServerWithAnotherSecretRefusesTheSignedMessage() {
        servedSecret = "another-secret";
        assertEquals(Grade.FAILED, graded("webhooks").grade());
        assertTrue(graded("webhooks").says().contains("rightly signed"), graded("webhooks")::toString);
    }

    @Test
    void keysBesideTheDatabaseAreAWarningAndOthersAreAFailure() throws IOException {
        Path keys = settings().keyFile();
        Files.delete(keys);
        assertEquals(Grade.FAILED, graded("keys").grade());
        assertEquals(Grade.FAILED, graded("data").grade());
        KeyFile.create(keys);
        assertTrue(graded("data").says().contains("does not belong"), graded("data")::toString);
        Path beside = folder.resolve("data/ringlock.keys");
        Files.move(keys, beside);
        settings.put("ringlock.keys", beside.toString());
        assertEquals(Grade.WARNING, graded("keys").grade());
    }

    @Test
    void aDamagedDatabaseIsTold() throws IOException {
        byte[] bytes = Files.readAllBytes(settings().database());
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 7);
        Files.write(settings().database(), bytes);
        assertEquals(Grade.FAILED, graded("data").grade());
    }

    @Test
    void mistakesInSettingsAreToldAndNothingElseIsLeftOut() throws IOException {
        settings.put("ringlock.policy", folder.resolve("none.yaml").toString());
        settings.remove("ringlock.public-url");
        Files.setPosixFilePermissions(providers, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(Grade.FAILED, graded("policy").grade());
        assertEquals(Grade.WARNING, graded("address").grade());
        assertTrue(graded("providers").says().contains("chmod 600"), graded("providers")::toString);
        assertEquals(Grade.OK, graded("disk").grade());
    }

    private Finding graded(String about) {
        return findings().stream()
                .filter(finding -> finding.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    private List<Finding> findings() {
        return new CheckUp(settings(), new World(), Clock.fixed(NOW, ZoneOffset.UTC)).findings(false);
    }

    private static String accounts(String secret) {
        return """
                {"publicUrl": "https://consent.example.com",
                 "twilio": {"authTokens": ["%s"], "accountSid": "AC00000000000000000000000000000000",
                            "authToken": "%s", "baseUrl": "https://api.example"}}
                """.formatted(secret, secret);
    }

    /** The provider, and the server behind its proxy, which checks signatures as the real one does. */
    private final class World extends Reach {

        @Override
        Optional<Reached> at(URI address) {
            return isReached ? Optional.of(new Reached(401, Optional.of(NOW.plus(off)))) : Optional.empty();
        }

        @Override
        Optional<Reached> post(URI address, Map<String, String> headers, byte[] body) {
            WebhookSettings known = WebhookSettings.parse(accounts(servedSecret), Providers.ALL);
            Webhooks webhooks = new Webhooks(() -> known, Clock.fixed(NOW, ZoneOffset.UTC), any -> Optional.empty());
            try {
                webhooks.verify(
                        "twilio",
                        Requests.post(
                                address.toString(),
                                headers.get("content-type"),
                                new String(body, StandardCharsets.UTF_8),
                                headers));
                return isReached ? Optional.of(new Reached(200, Optional.empty())) : Optional.empty();
            } catch (ProblemException e) {
                return isReached ? Optional.of(new Reached(401, Optional.empty())) : Optional.empty();
            }
        }
    }

    private ServerSettings settings() {
        return SettingsForTests.of(settings);
    }
}
