package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policies;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSendersTest {

    /** Replies go out through Twilio, codes through Vonage. */
    private static final Policy POLICY = Policies.replacing(
            "- number: \"+12025550101\"\n    provider: twilio", "- number: \"+12025550101\"\n    provider: vonage");

    private static final String ACCOUNT = "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\","
            + "\"authToken\":\"s3cret-s3cret-s3cret\"}}";

    @TempDir
    private Path folder;

    private final MessageList list = new MessageList(new TestClock());

    @Test
    void inDemoModeNothingLeavesTheMachine() {
        assertSame(list, ServerSenders.of(settings(Map.of("ringlock.demo", "true")), POLICY, list));
    }

    @Test
    void withoutSettingsNothingGoesOut() {
        var sender = ServerSenders.of(settings(Map.of()), POLICY, list);
        Message message = new Message("+12025550100", PhoneNumber.ofCanonical("+12025550123"), "text");
        assertThrows(MessageNotSentException.class, () -> sender.send(message));
    }

    @Test
    void whatTheFileSetsUpSends() throws IOException {
        assertEquals(
                Set.of("vonage"),
                ServerSenders.ofOwner(settings(file(ACCOUNT, "rw-------")), POLICY)
                        .missing());
    }

    @Test
    void codesThatNothingSendsAreRefusedWithTheReason() throws IOException {
        for (ServerSettings settings : List.of(settings(Map.of()), settings(file(ACCOUNT, "rw-------")))) {
            ConfigurationException refused = assertThrows(
                    ConfigurationException.class, () -> ServerSenders.refuseCodesThatNothingSends(settings, POLICY));
            assertTrue(refused.getMessage().contains("codes go out through vonage"), refused.getMessage());
        }
        ServerSettings able = settings(
                file("{\"vonage\":{\"apiKey\":\"a1b2c3d4\",\"apiSecret\":\"s3cret-s3cret-s3cret\"}}", "rw-------"));
        ServerSenders.refuseCodesThatNothingSends(able, POLICY);
    }

    @Test
    void aPolicyWithoutMessagesAndTheDemoNeedNoSender() throws IOException {
        Policy silent = PolicyFile.read(
                "p.yaml",
                Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"))
                        .replaceAll("(?s)\nmessages:\n.*", "\n"));
        ServerSenders.refuseCodesThatNothingSends(settings(Map.of()), silent);
        ServerSenders.refuseCodesThatNothingSends(settings(Map.of("ringlock.demo", "true")), POLICY);
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        assertRefused(settings(file(ACCOUNT, "rw-r-----")));
    }

    @Test
    void aFileWithAMistakeIsRefused() throws IOException {
        assertRefused(settings(file("{\"twilio\":{\"authToken\":\"s3cret-s3cret-s3cret\"}}", "rw-------")));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertRefused(
                settings(Map.of("ringlock.providers", folder.resolve("nothing").toString())));
    }

    private void assertRefused(ServerSettings settings) {
        ConfigurationException thrown =
                assertThrows(ConfigurationException.class, () -> ServerSenders.of(settings, POLICY, list));
        assertFalse(thrown.getMessage().contains("s3cret"), thrown.getMessage());
    }

    private Map<String, String> file(String text, String mode) throws IOException {
        Path file = folder.resolve("senders.json");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return Map.of("ringlock.providers", file.toString());
    }

    private static ServerSettings settings(Map<String, String> some) {
        Map<String, String> all = new HashMap<>(Map.of("ringlock.host", "127.0.0.1", "ringlock.port", "0"));
        all.putAll(some);
        return SettingsForTests.of(all);
    }
}
