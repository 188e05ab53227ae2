package dev.ringlock.standalone.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.standalone.ServerSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    private static final Path EXAMPLE = Path.of("src/main/resources/policy/harbour-books.yaml");
    private static final String PHONE = "+12025550123";
    private static final String SECRET = "s3cret-s3cret-s3cret";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;

    CommandLineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyCommandExplainsItselfByAnExample() {
        assertExplained(Main.commandLine());
    }

    private static void assertExplained(CommandLine command) {
        String help = command.getUsageMessage();
        assertTrue(help.contains("java -jar ringlock.jar "), help);
        command.getSubcommands().values().forEach(CommandLineTest::assertExplained);
    }

    @Test
    void aShellCompletesEachCommand() {
        assertEquals(0, run(Main.commandLine(), "completion"));
        assertTrue(out.toString().contains("function _picocli_ringlock_staff_add()"), out::toString);
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheUsage() {
        assertEquals(2, run(Main.commandLine(), "polcy"));
        assertTrue(err.toString().contains("Usage: java -jar ringlock.jar"), err::toString);
    }

    @Test
    void aPolicyWithoutMistakesIsNamedWithItsPurposes() {
        assertEquals(0, run(Main.commandLine(), "policy", "check", EXAMPLE.toString()));
        assertEquals(
                EXAMPLE + ": no mistakes. It is Harbour Books's, with the purposes marketing, service.",
                out.toString().strip());
    }

    @Test
    void everyMistakeOfAPolicyIsToldWithItsLine() throws IOException {
        Path file = policy("expiresAfter: P2Y", "expiresAfter: never");
        assertEquals(1, run(Main.commandLine(), "policy", "check", file.toString()));
        assertEquals("", out.toString());
        assertTrue(
                err.toString().contains(": purposes.marketing.expiresAfter: \"never\" is not a period"), err::toString);
    }

    @Test
    void aProgramReadsTheMistakesAsJson() throws IOException {
        Path file = policy("expiresAfter: P2Y", "expiresAfter: never");
        assertEquals(1, run(Main.commandLine(), "policy", "check", "--json", file.toString()));
        assertTrue(
                out.toString().startsWith("{\"file\":\"" + file + "\",\"mistakes\":[\"" + file + ":"), out::toString);
        assertEquals("", err.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run(Main.commandLine(), "policy", "check", "--json", EXAMPLE.toString()));
        assertEquals(
                "{\"file\":\"" + EXAMPLE + "\",\"mistakes\":[]}", out.toString().strip());
    }

    @Test
    void aCheckForADayTellsWhatLawSaysThen() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), Files.readString(EXAMPLE) + """
                        law:
                          revocationReachesAll: 2027-01-31
                          off: {us-me-hours: no machine calls}
                          ceilings:
                            - {id: our-ceiling, jurisdiction: US, age: P1Y, from: 2027-01-15, source: our lawyer}
                            - {id: old-ceiling, jurisdiction: US, age: P3Y, until: 2027-02-01, source: our lawyer}
                        """);
        CommandLine on = Main.commandLine(() -> LocalDate.of(2026, 11, 28));
        assertEquals(0, run(on, "policy", "check", "--on", "2027-02-01", file.toString()), err::toString);
        String told = out.toString();
        assertTrue(told.contains("What changes from 2026-11-28 to 2027-02-01:"), told);
        assertTrue(told.contains("  2027-01-15 begins: our-ceiling (US; "), told);
        assertTrue(told.contains("  2027-01-31 begins: law.revocationReachesAll: "), told);
        assertTrue(told.contains("  2027-02-01 ends: old-ceiling (US; "), told);
        String inForce = told.substring(told.indexOf("In force on 2027-02-01:"));
        assertTrue(
                inForce.contains(
                        "  us-fl-hours (US-FL; rcs, sms, voice, whatsapp; calls+texts (FTSA)): Mon-Fri 08:00-20:00"),
                told);
        assertTrue(inForce.contains("  our-ceiling ") && inForce.contains("  marketing-cap "), told);
        assertFalse(inForce.contains("us-me-hours") || inForce.contains("old-ceiling"), told);
        // the policy's marketing goes out by SMS alone
        assertFalse(inForce.contains("fr-voice-hours"), told);
    }

    @Test
    void aCheckForADayCanBeReadByAProgram() throws IOException {
        CommandLine on = Main.commandLine(() -> LocalDate.of(2025, 8, 1));
        assertEquals(0, run(on, "policy", "check", "--json", "--on", "2026-11-01", EXAMPLE.toString()));
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertEquals("2025-08-01", told.at("/today").asText());
        assertEquals("us-tx-hours", told.at("/turns/0/rule/id").asText());
        assertEquals("2025-09-01", told.at("/turns/0/day").asText());
        assertTrue(told.at("/turns/0/begins").asBoolean());
        assertEquals("us-or-hours", told.at("/turns/1/rule/id").asText());
        assertEquals("us-hours", told.at("/inForce/0/id").asText());
        assertEquals("confirmed", told.at("/inForce/0/confidence").asText());
    }

    @Test
    void aPolicyFileThatIsNotThereIsNamed() {
        assertEquals(1, run(Main.commandLine(), "policy", "check", "nowhere.yaml"));
        assertTrue(err.toString().contains("nowhere.yaml"), err::toString);
    }

    @Test
    void aTestMessageGoesOutAsACodeWould() throws IOException {
        try (ProviderStandIn twilio = ProviderStandIn.start(ProviderStandIn.answering(201, "{\"sid\":\"SM123\"}"))) {
            assertEquals(0, testMessage(twilio, PHONE + "\n"), err::toString);
            String sent = twilio.asked().get(0).text();
            assertTrue(sent.contains("From=%2B12025550101&To=%2B12025550123&Body=A+test+message+of+Harbour"), sent);
        }
    }

    @Test
    void aRefusedTestMessageIsToldByTheProvidersCode() throws IOException {
        try (ProviderStandIn twilio = ProviderStandIn.start(ProviderStandIn.answering(400, "{\"code\":21608}"))) {
            assertEquals(1, testMessage(twilio, PHONE + "\n"));
            assertEquals(
                    "Not sent: the provider answered 400, 21608.",
                    err.toString().strip());
        }
    }

    @Test
    void whatIsNoNumberIsNotSent() throws IOException {
        try (ProviderStandIn twilio = ProviderStandIn.start(ProviderStandIn.answering(201, "{\"sid\":\"SM123\"}"))) {
            for (String typed : List.of("", "\n", "12\n", "202 555 0123\n")) {
                assertEquals(1, testMessage(twilio, typed), typed);
            }
            assertEquals(1, testMessage(twilio, PHONE, "--from", "+12025550199"));
            assertEquals(List.of(), twilio.asked());
            assertFalse(err.toString().contains("555"), err::toString);
        }
    }

    private int testMessage(ProviderStandIn twilio, String typed, String... options) throws IOException {
        Path providers = Files.writeString(
                folder.resolve("providers.json"),
                "{\"twilio\":{\"accountSid\":\"AC00000000000000000000000000000000\",\"authToken\":\"" + SECRET
                        + "\",\"baseUrl\":\"" + twilio.uri() + "\"}}");
        Files.setPosixFilePermissions(providers, PosixFilePermissions.fromString("rw-------"));
        ServerSettings settings = new SmallRyeConfigBuilder()
                .withMapping(ServerSettings.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "ringlock.host",
                                "127.0.0.1",
                                "ringlock.port",
                                "0",
                                "ringlock.policy",
                                EXAMPLE.toString(),
                                "ringlock.providers",
                                providers.toString()),
                        "these",
                        100))
                .build()
                .getConfigMapping(ServerSettings.class);
        return run(
                new CommandLine(new TestMessageCommand(
                        () -> settings, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)))),
                options);
    }

    private Path policy(String words, String others) throws IOException {
        return Files.writeString(
                folder.resolve("policy.yaml"), Files.readString(EXAMPLE).replace(words, others));
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
