package dev.ringlock.contacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.edge.FieldError;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.Request;
import dev.ringlock.edge.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lists, page by page. */
final class Pages {

    static final int MOST = 100;

    private Pages() {}

    /** @param next the cursor of what follows; absent at the end */
    @JsonInclude(Include.NON_NULL)
    record OfContacts(List<Shown> contacts, @Nullable String next) {}

    /** @param next the cursor of what follows; absent at the end */
    @JsonInclude(Include.NON_NULL)
    record OfEntries(List<Line> entries, @Nullable String next) {}

    /**
     * An entry of the ledger.
     *
     * @param at when the person acted, or the thing happened
     * @param arrivedAt when it was written down
     */
    record Line(String id, String event, String at, String arrivedAt, Map<String, String> fields) {

        static Line of(Entry entry) {
            return new Line(
                    entry.ulid().value(),
                    entry.event().id(),
                    Time.rfc3339(entry.at()),
                    Time.rfc3339(entry.ulid().at()),
                    entry.fields());
        }
    }

    /** Which page of a list is asked for. */
    record Asked(@Nullable String cursor, int limit) {

        /**
         * @param shape the store's cursor in what was told as one; throws what is no cursor of that list
         * @param besides what else the query may say
         * @throws RefusedException if the query says anything else
         */
        static Asked of(Request request, UnaryOperator<String> shape, Set<String> besides) {
            Set<String> known = new HashSet<>(besides);
            known.addAll(List.of("cursor", "limit"));
            refuseOthers(request, known);
            String limit = request.query().getOrDefault("limit", String.valueOf(MOST));
            if (!limit.matches("[1-9][0-9]?|100")) {
                throw invalid("/limit", "size", "Give at least one and at most " + MOST + ".");
            }
            String cursor = request.query().get("cursor");
            return new Asked(cursor == null ? null : read(cursor, shape), Integer.parseInt(limit));
        }

        private static String read(String cursor, UnaryOperator<String> shape) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                return shape.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid("/cursor", "wrong_type", "This has to be a cursor that this list gave.");
            }
        }
    }

    static Asked ofContacts(Request request, Wanted wanted) {
        return Asked.of(request, wanted::cursor, Wanted.NAMES);
    }

    static Asked ofEntries(Request request) {
        return Asked.of(request, text -> new Ulid(text).value(), Set.of());
    }

    /** A page's cursor as it is told: its text is ours alone to know. */
    static @Nullable String told(@Nullable String cursor) {
        return cursor == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.US_ASCII));
    }

    /** A parameter that is not known would be a filter that does not filter. */
    static void refuseOthers(Request request, Set<String> known) {
        if (!known.containsAll(request.query().keySet())) {
            throw invalid("", "unknown_field", "The query has a parameter that is not known here.");
        }
    }

    private static RefusedException invalid(String pointer, String code, String detail) {
        return new RefusedException(new Refusal.Invalid(List.of(new FieldError(pointer, code, detail))));
    }
}
