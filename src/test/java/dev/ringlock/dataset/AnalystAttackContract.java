package dev.ringlock.dataset;

import static dev.ringlock.dataset.DatasetClient.filter;
import static dev.ringlock.dataset.DatasetClient.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An analyst who wants to know whose a row is, or what somebody decided. They know everything about a person but that: the
 * country, the state, the week, the language. They even stole the index key.
 */
public abstract class AnalystAttackContract {

    private static final int K = 10;
    private static final String EVE = "eve";

    protected final TestClock clock = new TestClock();
    private final FilesInMemory files = new FilesInMemory();

    private Engines engines;
    private DatasetClient client;
    private MadeUpPeople people;

    protected abstract Store store();

    @BeforeEach
    void open() {
        engines = new Engines(store(), clock);
        client = new DatasetClient(engines, files);
        people = new MadeUpPeople(clock.instant(), 11);
    }

    /** A person whom no other is like. */
    private Contact victim() {
        Contact victim = people.person(
                "US",
                Set.of("US-VT"),
                LineType.FIXED_LINE,
                clock.instant().minus(Duration.ofDays(63)),
                "fr",
                Map.of(MadeUpPeople.MARKETING, State.WITHDRAWN, MadeUpPeople.SERVICE, State.GRANTED));
        MadeUpPeople.put(store(), List.of(victim));
        return victim;
    }

    @Test
    void twoDatasetsCannotBeJoined() {
        people.stock(store(), 400);
        Set<String> first = pseudonyms(client.made(EVE, wanted("rows", "country", "language")));
        Set<String> second = pseudonyms(client.made(EVE, wanted("rows", "country", "language")));
        assertEquals(first.size(), second.size());
        first.retainAll(second);
        assertEquals(Set.of(), first);
    }

    @Test
    void theOrderOfRowsIsNotThatOfContacts() {
        people.stock(store(), 400);
        String id = client.made(EVE, wanted("rows", "country"));
        List<String> order = client.lines(EVE, id).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    /** Whoever has the index key knows every ContactId of every number. */
    @Test
    void theIndexKeyDoesNotTellWhoseAPseudonymIs() throws GeneralSecurityException {
        List<PhoneNumber> numbers = IntStream.range(0, 60)
                .mapToObj(i -> PhoneNumber.ofCanonical("+120255501" + String.format("%02d", i)))
                .toList();
        List<Contact> stored = new ArrayList<>();
        for (PhoneNumber number : numbers) {
            Contact other = people.person();
            stored.add(new Contact(
                    engines.index.contactId(number),
                    1,
                    other.masked(),
                    null,
                    other.consents(),
                    null,
                    null,
                    other.pending(),
                    other.quality(),
                    null));
        }
        MadeUpPeople.put(store(), stored);
        String id = client.made(EVE, wanted("rows", "country"));
        Set<String> told = pseudonyms(id);
        assertTrue(told.size() >= K);
        byte[] indexKey = engines.keys.mac("ringlock/index/1");
        for (PhoneNumber number : numbers) {
            ContactId contact = engines.index.contactId(number);
            for (String text :
                    List.of(number.e164(), number.e164().substring(1), contact.value(), id + contact.value())) {
                assertFalse(told.contains(pseudonym(hmac(indexKey, text))), "keyed by the index key");
                assertFalse(told.contains(pseudonym(hmac(indexKey, "ringlock/pseudonym/1" + text))), "keyed likewise");
                assertFalse(
                        told.contains(pseudonym(hmac(id.getBytes(StandardCharsets.UTF_8), text))), "keyed by the id");
                assertFalse(told.contains(pseudonym(hash(text))), "an unkeyed hash");
            }
            assertFalse(told.contains("p_" + contact.value().substring(ContactId.PREFIX)), "the ContactId itself");
        }
    }

    /** The victim's row is among at least k others' or is left out, whichever columns are asked for. */
    @Test
    void nobodyIsAloneInAnyChoiceOfColumns() {
        people.stock(store(), 600);
        victim();
        List<List<String>> choices = List.of(
                List.of("country", "area", "line_type", "signup_week", "form", "language"),
                List.of("area", "language"),
                List.of("line_type", "language"),
                List.of("signup_week", "line_type", "state.marketing"),
                List.of("area", "signup_week", "state.marketing", "state.service"));
        for (int i = 0; i < choices.size(); i++) {
            String analyst = "analyst-" + i;
            String[] columns = choices.get(i).toArray(String[]::new);
            String id = client.made(analyst, wanted("rows", columns));
            if (client.seen(analyst, id).path("state").asText().equals("refused")) {
                continue;
            }
            int sensitive = (int) choices.get(i).stream()
                    .filter(name -> name.startsWith("state."))
                    .count();
            Map<String, Integer> sizes = new TreeMap<>();
            for (String line : client.lines(analyst, id)) {
                List<String> values = List.of(line.split(","));
                sizes.merge(values.subList(1, values.size() - sensitive).toString(), 1, Integer::sum);
            }
            assertTrue(sizes.values().stream().allMatch(size -> size >= K), choices.get(i) + " " + sizes);
        }
    }

    /** Everybody, then everybody but those like the victim: what is missing would be the victim. */
    @Test
    void answersCannotBeSubtractedDownToOnePerson() {
        people.stock(store(), 600);
        victim();
        List<Map<String, Object>> questions = new ArrayList<>();
        questions.add(wanted("counts", "country"));
        questions.add(filtered(wanted("counts", "country"), filter("language", "en", "de", "es")));
        questions.add(
                filtered(wanted("counts", "country"), filter("area", "US-NY", "US-CA", "US-FL", "DE", "GB", "SE")));
        questions.add(filtered(wanted("counts", "line_type"), filter("language", "fr")));
        questions.add(wanted("counts", "country", "line_type", "state.marketing"));
        questions.add(filtered(wanted("counts", "line_type", "state.marketing"), filter("language", "en", "de", "es")));
        questions.add(wanted("rows", "country", "state.marketing"));
        questions.add(filtered(wanted("rows", "country", "state.marketing"), filter("language", "en", "de", "es")));
        List<Map<String, Integer>> answers = new ArrayList<>();
        int refused = 0;
        for (Map<String, Object> question : questions) {
            String id = client.made(EVE, question);
            JsonNode view = client.seen(EVE, id);
            if (view.path("state").asText().equals("refused")) {
                refused++;
            } else {
                answers.add(counted(id, question));
            }
        }
        assertTrue(refused > 0, "the guard let every question through");
        for (Map<String, Integer> one : answers) {
            for (Map<String, Integer> other : answers) {
                one.forEach((cell, people) -> {
                    int difference = Math.abs(people - other.getOrDefault(cell, people));
                    assertTrue(difference == 0 || difference >= K, cell + ": " + difference);
                });
                int difference = Math.abs(total(one) - total(other));
                assertTrue(difference == 0 || difference >= K, "all: " + difference);
            }
        }
    }

    /** The same question before and after one more person came: the answers would differ by that person. */
    @Test
    void theSameQuestionLaterDoesNotTellWhoCameBetween() {
        people.stock(store(), 300);
        client.made(EVE, wanted("counts", "country", "state.marketing"));
        clock.advance(Duration.ofDays(7));
        Contact fresh = people.person(
                "US",
                Set.of("US-NY"),
                LineType.MOBILE,
                clock.instant().minus(Duration.ofDays(7)),
                "en",
                Map.of(MadeUpPeople.MARKETING, State.WITHDRAWN));
        MadeUpPeople.put(store(), List.of(fresh));
        JsonNode view = client.seen(EVE, client.made(EVE, wanted("counts", "country", "state.marketing")));
        assertEquals("too_close", view.path("refusal").asText(), view::toString);
    }

    private static Map<String, Object> filtered(Map<String, Object> question, Map<String, Object> filter) {
        question.put("filters", List.of(filter));
        return question;
    }

    private Set<String> pseudonyms(String id) {
        Set<String> pseudonyms = new HashSet<>();
        client.lines(EVE, id).forEach(line -> pseudonyms.add(line.substring(0, line.indexOf(','))));
        return pseudonyms;
    }

    /** People by their values, whichever kind of dataset it is. */
    private Map<String, Integer> counted(String id, Map<String, Object> question) {
        Map<String, Integer> counted = new HashMap<>();
        boolean rows = "rows".equals(question.get("kind"));
        String columns = String.valueOf(question.get("columns"));
        for (String line : client.lines(EVE, id)) {
            int comma = rows ? line.indexOf(',') : line.lastIndexOf(',');
            String values = rows ? line.substring(comma + 1) : line.substring(0, comma);
            counted.merge(columns + values, rows ? 1 : Integer.parseInt(line.substring(comma + 1)), Integer::sum);
        }
        return counted;
    }

    private static int total(Map<String, Integer> answer) {
        return answer.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hash(String text) {
        return HexFormat.of().parseHex(Sha256.hex(text));
    }

    private static String pseudonym(byte[] bytes) {
        return "p_" + ContactId.ofMac(bytes).value().substring(ContactId.PREFIX);
    }
}
