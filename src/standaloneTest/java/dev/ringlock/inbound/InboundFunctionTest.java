package dev.ringlock.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks from the event that API Gateway hands over to what is stored. */
class InboundFunctionTest {

    private static final String PHONE = "+12025550123";

    private final TestClock clock = new TestClock();

    @TempDir
    private Path folder;

    private SqliteStore store;
    private Engines engines;
    private Posted posted;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("test.db"), clock);
        engines = new Engines(store, clock);
        posted = new Posted(engines);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static List<String> providersThatCallByGet() {
        return Providers.ALL.stream()
                .filter(Provider::takesGet)
                .map(Provider::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providersThatCallByGet")
    void aStopByGetCounts(String provider) {
        Map<String, String> fields =
                switch (provider) {
                    case "twilio" -> Posted.twilio(1, PHONE, "STOP").fields();
                    case "plivo" -> Posted.plivo(1, PHONE, "STOP").fields();
                    default ->
                        Map.of("id", "1", "originator", "12025550123", "recipient", "12025550100", "payload", "STOP");
                };
        String query = Posted.form(new TreeMap<>(fields));
        String decoded = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        Map<String, String> proof =
                switch (provider) {
                    case "twilio" -> Posted.twilioProof(query, "");
                    case "plivo" -> Posted.plivoProof(decoded);
                    default -> Posted.messageBirdProof(query, clock.instant());
                };
        assertEquals(200, posted.call("GET", provider, query, proof, ""));
        assertEquals(State.WITHDRAWN, state());
    }

    /** Each of these characters has twelve bytes in a form. */
    @Test
    void aStopOfThreeThousandCharactersCounts() {
        assertEquals(200, posted.post(Posted.twilio(1, PHONE, "STOP " + "\uD83D\uDE4F".repeat(3_000))));
        assertEquals(State.WITHDRAWN, state());
    }

    @Test
    void aBodyOfSixtyKilobytesIsReadAndALongerOneIsNot() {
        assertEquals(200, posted.post(Posted.twilio(1, PHONE, "STOP" + " ".repeat(60_000))));
        assertEquals(State.WITHDRAWN, state());
        assertEquals(413, posted.post(Posted.twilio(2, PHONE, "STOP" + " ".repeat(256 * 1024))));
    }

    @Test
    void whatIsGenuineAndUnreadableIsAnsweredAsIfItWereRead() {
        assertEquals(
                200,
                posted.post(Posted.twilio(
                        new TreeMap<>(Map.of("EventType", "onHologram", "Author", PHONE, "Hologram", "STOP")))));
        assertNotNull(contact().hold());
        assertEquals(200, posted.post(Posted.twilio(new TreeMap<>(Map.of("a", "b")))));
    }

    private Contact contact() {
        return store.load(List.of(engines.index.contactId(PhoneNumber.ofCanonical(PHONE))))
                .get(0);
    }

    private State state() {
        return Objects.requireNonNull(contact().consent(new Purpose("marketing")))
                .state();
    }
}
