package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.TestClock;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.Behaviour;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promise of block lists, on a stand-in of each provider's API, written from its public documentation. */
public abstract class BlockListContract {

    protected static final String SECRET = "made-up-secret-of-the-tests";
    protected static final String OURS = "+12025550100";
    protected static final Instant NOW = new TestClock().instant();
    private static final JsonMapper JSON = new JsonMapper();

    protected final ProviderStandIn api = ProviderStandIn.start(ProviderStandIn.answering(500, "{}"));

    protected abstract BlockList list();

    /** The API with these people on its list, in the order given: {@link People#american}, each since that many seconds. */
    protected abstract Behaviour having(List<Integer> people);

    /** The most that a page of it has. */
    protected abstract int page();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everybodyIsReadWithTheSenderAndTheTime() {
        List<Integer> people = new ArrayList<>();
        for (int each = 0; each < 2 * page() + 1; each++) {
            people.add(each);
        }
        api.behave(having(people));
        List<BlockedNumber> read = all();
        assertEquals(
                people.stream().map(each -> People.american(each).e164()).toList(),
                read.stream().map(BlockedNumber::number).toList());
        read.forEach(line -> assertEquals(senders(), line.senders()));
        assertEquals(
                people.stream().map(BlockListContract::since).toList(),
                read.stream().map(BlockedNumber::since).toList());
        assertEquals(3, api.asked().size(), "one request for each page");
    }

    @Test
    void anEmptyListIsOne() {
        api.behave(having(List.of()));
        assertEquals(List.of(), all());
    }

    @Test
    void anAnswerThatIsNotDocumentedIsNoEmptyList() {
        for (String body : List.of("", "{}", "[]", "{\"data\": {}, \"messages\": 1}")) {
            api.behave(ProviderStandIn.answering(200, body));
            assertThrows(BlockListUnavailableException.class, () -> list().page(null, NOW), body);
        }
    }

    @Test
    void aRefusalIsToldByItsStatusAlone() {
        api.behave(ProviderStandIn.answering(401, "{\"message\": \"no such key " + SECRET + " " + OURS + "\"}"));
        BlockListUnavailableException told =
                assertThrows(BlockListUnavailableException.class, () -> list().page(null, NOW));
        assertEquals("127.0.0.1 answered 401", told.getMessage());
        assertEquals(1, api.asked().size(), "it is not asked again");
    }

    @Test
    void aFailureIsTriedAgain() {
        AtomicInteger asked = new AtomicInteger();
        Behaviour one = having(List.of(7));
        api.behave(exchange -> {
            if (asked.incrementAndGet() < 3) {
                ProviderStandIn.answering(503, "{}").answer(exchange);
            } else {
                one.answer(exchange);
            }
        });
        assertEquals(1, all().size());
        assertEquals(3, api.asked().size());
    }

    @Test
    void itNeverShowsANumberOrASecret() {
        api.behave(having(List.of(1)));
        String shown = list().page(null, NOW) + " " + list();
        assertFalse(shown.contains(People.american(1).e164().substring(1)), shown);
        assertFalse(shown.contains(SECRET), shown);
        assertTrue(api.asked().stream()
                .noneMatch(
                        asked -> asked.path().contains(People.american(1).e164().substring(1))));
    }

    @Test
    void whatItDoesNotTakeIsSaid() {
        if (!list().isOpen()) {
            Set<PhoneNumber> all = Set.of(People.american(1), People.american(2));
            assertEquals(all, list().add(List.copyOf(all), OURS));
            assertEquals(List.of(), api.asked());
        }
    }

    /** The senders of each line. */
    protected Set<String> senders() {
        return Set.of(OURS);
    }

    /** In whole seconds, which is all that some providers tell. */
    protected static Instant since(int person) {
        return Instant.ofEpochSecond(NOW.getEpochSecond() - 86_400 + person);
    }

    protected List<BlockedNumber> all() {
        List<BlockedNumber> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            BlockPage page = list().page(cursor, NOW);
            all.addAll(page.blocked());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
