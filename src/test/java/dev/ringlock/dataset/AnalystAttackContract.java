package dev.ringlock.dataset;

import static dev.ringlock.dataset.DatasetClient.filter;
import static dev.ringlock.dataset.DatasetClient.json;
import static dev.ringlock.dataset.DatasetClient.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.ledger.Event;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        assertTrue(first.size() > K);
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
        assertTrue(order.size() > K);
        assertEquals(order.stream().sorted().toList(), order);
    }

    /** The index key makes the ContactId of every number. */
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
        int done = 0;
        for (int i = 0; i < choices.size(); i++) {
            String analyst = "analyst-" + i;
            String[] columns = choices.get(i).toArray(String[]::new);
            String id = client.made(analyst, wanted("rows", columns));
            if (client.seen(analyst, id).path("state").asText().equals("refused")) {
                continue;
            }
            done++;
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
        assertTrue(done >= 3, done + " were given");
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
        assertTrue(answers.size() > 2, "the guard let too few questions through");
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

    /** The same question before and after somebody did something: the answers would differ by that person. */
    @Test
    void theSameQuestionLaterDoesNotTellWhoDidSomethingBetween() {
        people.stock(store(), 300);
        Contact victim = victim();
        String before = client.made(EVE, wanted("counts", "country", "state.marketing"));
        clock.advance(Duration.ofDays(1));
        Contact decided = people.person(
                "US",
                Set.of("US-VT"),
                LineType.FIXED_LINE,
                clock.instant(),
                "fr",
                Map.of(MadeUpPeople.MARKETING, State.GRANTED, MadeUpPeople.SERVICE, State.WITHDRAWN));
        MadeUpPeople.put(
                store(),
                List.of(new Contact(
                        victim.id(),
                        2,
                        decided.masked(),
                        null,
                        decided.consents(),
                        null,
                        null,
                        decided.pending(),
                        decided.quality(),
                        null)));
        clock.advance(Duration.ofDays(6));
        String after = client.made(EVE, wanted("counts", "country", "state.marketing"));
        assertEquals("done", client.seen(EVE, after).path("state").asText());
        assertEquals(client.lines(EVE, before), client.lines(EVE, after));
    }

    /** Ten weeks, then eleven: the difference is one week, with few people. */
    @Test
    void oneWeekMoreDoesNotTellWhoActedInIt() {
        List<Contact> all = people.stock(store(), 60);
        for (int i = 0; i < 60; i++) {
            int week = i < 3 ? 11 : i < 23 ? 15 : 2 + i % 8;
            Event event = i % 2 == 0 ? Event.WITHDRAWN : Event.GIVEN;
            people.event(
                    store(),
                    all.get(i),
                    event,
                    clock.instant().minus(Duration.ofDays(7L * week)),
                    Map.of("purpose", i % 3 == 0 ? "marketing" : "service", "method", i % 5 == 0 ? "link" : "reply"));
        }
        Map<String, Object> ten = wanted("events", "country");
        ten.put("weeks", 10);
        Map<String, Object> eleven = wanted("events", "country");
        eleven.put("weeks", 11);
        String first = client.made(EVE, ten);
        assertEquals("done", client.seen(EVE, first).path("state").asText());
        JsonNode second = client.seen(EVE, client.made(EVE, eleven));
        assertEquals("too_close", second.path("refusal").asText(), second::toString);
        assertFalse(client.seen(EVE, first).has("people"));
    }

    /** States are made of what people did: it is no filter, and in no group all did the same. */
    @Test
    void aGroupInWhichAllDidTheSameIsNotTold() {
        List<Contact> all = people.stock(store(), 60);
        for (int i = 0; i < 60; i++) {
            // everybody of that one week withdrew
            boolean alike = i < 15;
            people.event(
                    store(),
                    all.get(i),
                    alike || i % 2 == 0 ? Event.WITHDRAWN : Event.GIVEN,
                    clock.instant().minus(Duration.ofDays(alike ? 70 : 14)),
                    Map.of("purpose", i % 3 == 0 ? "marketing" : "service", "method", i % 4 < 2 ? "link" : "reply"));
        }
        String id = client.made(EVE, wanted("events", "week", "event"));
        client.lines(EVE, id).forEach(line -> assertFalse(line.startsWith("2046-W37"), line));
        Map<String, Object> filtered = filtered(wanted("events", "week"), filter("event", "withdrawn"));
        assertEquals(422, client.ask(EVE, filtered).getStatusCode());
    }

    /** A group of which everybody has the same state is missing as soon as the state is asked for. So it is missing before. */
    @Test
    void whatIsMissingDoesNotTellThatAGroupIsAlike() {
        people.stock(store(), 400);
        List<Contact> alike = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            alike.add(people.person(
                    "GB",
                    Set.of(),
                    LineType.MOBILE,
                    clock.instant().minus(Duration.ofDays(30)),
                    "cy",
                    Map.of(MadeUpPeople.MARKETING, State.WITHDRAWN, MadeUpPeople.SERVICE, State.GRANTED)));
        }
        MadeUpPeople.put(store(), alike);
        List<String> without = client.lines(EVE, client.made(EVE, wanted("counts", "language")));
        assertFalse(without.isEmpty());
        without.forEach(line -> assertFalse(line.startsWith("cy"), line));
    }

    /** A contact without a number has no country any more: that would tell that they opted out. */
    @Test
    void whoseNumberIsGoneIsInNoRow() {
        people.stock(store(), 100);
        List<Contact> gone = people.stock(store(), 30).stream()
                .map(contact -> new Contact(
                        contact.id(),
                        2,
                        null,
                        null,
                        contact.consents(),
                        null,
                        null,
                        contact.pending(),
                        contact.quality(),
                        null))
                .toList();
        MadeUpPeople.put(store(), gone);
        String id = client.made(EVE, wanted("counts", "country"));
        client.lines(EVE, id).forEach(line -> assertFalse(line.startsWith("none"), line));
        JsonNode view = client.seen(EVE, id);
        assertEquals(100, view.path("people").asInt() + view.path("suppressed").asInt());
    }

    /** An ended dataset leaves its lock behind. Who saw it must not take away the next one's. */
    @Test
    void twoOrdersAtOnceAreNotMadeTogether() throws Exception {
        people.stock(store(), 100);
        String ended = json(client.ask(EVE, wanted("rows", "country")))
                .path("datasetId")
                .asText();
        client.send("POST", "/v1/datasets/" + ended + "/end", "", EVE, "[analyst]");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(
                        () -> client.ask(EVE, wanted("rows", "language")).getStatusCode()));
            }
            int taken = 0;
            for (Future<Integer> answer : answers) {
                taken += answer.get() == 202 ? 1 : 0;
            }
            assertEquals(1, taken);
        } finally {
            threads.shutdownNow();
        }
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
