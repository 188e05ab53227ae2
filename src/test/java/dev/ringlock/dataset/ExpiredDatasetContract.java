package dev.ringlock.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Contact;
import dev.ringlock.dataset.run.DatasetPseudonyms;
import dev.ringlock.dataset.run.DatasetStep;
import dev.ringlock.http.Json;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An expired dataset is linked to people by nobody: not by a function, and not by somebody who has all that is stored, all
 * files and the use of every key.
 */
public abstract class ExpiredDatasetContract {

    private static final Pattern WRAPPED = Pattern.compile("[A-Za-z0-9+/]{43}=");

    protected final TestClock clock = new TestClock();
    private final FilesInMemory files = new FilesInMemory();
    private final RandomKeys keys = new RandomKeys();

    private DatasetClient client;
    private List<Contact> people;
    private String id;
    private String pseudonym;
    private byte[] wrapped;
    private String table;
    private byte[] wrappedOfTable;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** Whether the bytes are somewhere in what the store has stored, whether it still tells of them or not. */
    protected abstract boolean holds(byte[] trace);

    /** Waits until the store's files hold them no more, if that takes a while. */
    protected abstract void awaitGone(byte[] trace) throws InterruptedException;

    @BeforeEach
    void make() {
        Engines engines = new Engines(
                store(), clock, PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")), keys);
        client = new DatasetClient(engines, files);
        people = new MadeUpPeople(clock.instant(), 7).stock(store(), 120);
        Map<String, Object> wanted = DatasetClient.wanted("rows", "country");
        wanted.put("keptDays", 3);
        id = client.made("ann", wanted);
        pseudonym = client.lines("ann", id).get(0).split(",")[0];
        wrapped = client.steps().datasets().key(id).orElseThrow();
        table = client.steps().tableOf(id);
        wrappedOfTable = client.steps().datasets().key(table).orElseThrow();
    }

    /** If this did not hold, the others would show nothing. */
    @Test
    void untilThenWhoHasItsStoredKeyAndTheUseOfOursLinksIt() {
        assertTrue(holds(stored(wrapped)));
        assertTrue(linkable(wrapped));
        assertTrue(reidentified().has("contactId"));
    }

    @Test
    void afterItsTimeNoFunctionLinksItAndWhatIsLeftIsAWrappedKey() {
        clock.advance(Duration.ofDays(3));
        assertEquals(Optional.empty(), client.steps().datasets().key(id));
        assertFalse(reidentified().has("contactId"));
        assertEquals(404, client.get("ann", "/" + id).getStatusCode());
        assertKeyIsNowhereInClear();
    }

    @Test
    void afterTheStepOfItsEndNothingIsLeftThatLinksIt() throws InterruptedException {
        clock.advance(Duration.ofDays(3));
        assertTrue(client.step(DatasetStep.of(id)).done());
        assertLinkedByNobody();
    }

    @Test
    void whoEndsItSoonerLeavesNothingEither() throws InterruptedException {
        client.send("POST", "/v1/datasets/" + id + "/end", "", "ann", "[analyst]");
        assertFalse(reidentified().has("contactId"));
        assertLinkedByNobody();
    }

    private void assertLinkedByNobody() throws InterruptedException {
        awaitGone(stored(wrapped));
        assertKeyIsNowhereInClear();
        assertEquals(List.of(), files.list("parts"));
        int tried = 0;
        for (byte[] file : files.all().values()) {
            Matcher each = WRAPPED.matcher(new String(file, StandardCharsets.UTF_8));
            while (each.find()) {
                byte[] left = Base64.getDecoder().decode(each.group());
                assertThrows(CannotOpenException.class, () -> linkable(left));
                tried++;
            }
        }
        assertTrue(tried > 0, "its answer has a key of its own, for other answers of this analyst");
    }

    private void assertKeyIsNowhereInClear() {
        List<byte[]> clear = keys.inClear(Purpose.ofDataset(id));
        assertFalse(clear.isEmpty());
        for (byte[] key : clear) {
            for (byte[] form : List.of(key, stored(key))) {
                assertFalse(holds(form));
                String sought = latin(form);
                assertFalse(files.all().values().stream()
                        .anyMatch(file -> latin(file).contains(sought)));
            }
        }
    }

    /** With the use of every key, as the two functions of datasets have it together: the table's key is still there. */
    private boolean linkable(byte[] wrappedKey) {
        try (DatasetPseudonyms pseudonyms = new DatasetPseudonyms(
                Pseudonyms.open(keys, id, wrappedKey), Pseudonyms.open(keys, table, wrappedOfTable))) {
            return people.stream()
                    .anyMatch(contact -> pseudonyms.of(contact.id()).equals(pseudonym));
        }
    }

    private JsonNode reidentified() {
        String body = Json.write(Map.of("pseudonym", pseudonym, "reason", "Their data looks wrong"));
        return DatasetClient.json(client.send("POST", "/v1/datasets/" + id + "/reidentify", body, "pia", "[privacy]"));
    }

    /** As a row of guard holds it. */
    private static byte[] stored(byte[] key) {
        return Base64.getEncoder().encode(key);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
