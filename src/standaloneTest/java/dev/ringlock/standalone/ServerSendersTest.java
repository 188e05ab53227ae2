package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.TestClock;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.SenderByProvider;
import dev.ringlock.phone.PhoneNumber;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSendersTest {

    private static final Map<String, String> PROVIDERS = Map.of("+12025550100", "twilio", "+12025550101", "vonage");
    private static final String ACCOUNT = "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\","
            + "\"authToken\":\"s3cret-s3cret-s3cret\"}}";

    @TempDir
    private Path folder;

    private final MessageList list = new MessageList(new TestClock());

    @Test
    void inDemoModeNothingLeavesTheMachine() {
        assertSame(list, ServerSenders.of(settings(Map.of("ringlock.demo", "true")), PROVIDERS, list));
    }

    @Test
    void withoutSettingsNothingGoesOut() {
        var sender = ServerSenders.of(settings(Map.of()), PROVIDERS, list);
        Message message = new Message("+12025550100", PhoneNumber.ofCanonical("+12025550123"), "text");
        assertThrows(MessageNotSentException.class, () -> sender.send(message));
    }

    @Test
    void whatTheFileSetsUpSends() throws IOException {
        assertEquals(
                Set.of("vonage"),
                ((SenderByProvider) ServerSenders.of(settings(file(ACCOUNT, "rw-------")), PROVIDERS, list)).missing());
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
                assertThrows(ConfigurationException.class, () -> ServerSenders.of(settings, PROVIDERS, list));
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
        return new SmallRyeConfigBuilder()
                .withMapping(ServerSettings.class)
                .withSources(new PropertiesConfigSource(all, "these", 100))
                .build()
                .getConfigMapping(ServerSettings.class);
    }
}
