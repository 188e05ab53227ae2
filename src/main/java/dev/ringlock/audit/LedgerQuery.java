package dev.ringlock.audit;

import dev.ringlock.access.Actor;
import dev.ringlock.http.Paging;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.LedgerSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An auditor's query of the ledger.
 *
 * @param actor the person of staff whose entries are wanted; empty for all
 * @param contact the contact whose entries are wanted; empty for all
 * @param wanted which of those entries
 */
record LedgerQuery(String actor, String contact, LedgerSpan span, WantedEntries wanted, Paging paging) {

    private static final Set<String> KNOWN =
            Set.of("actor", "contact", "from", "to", "order", "event", "lists", "cursor", "limit");

    private static final Duration LONGEST = Duration.ofDays(31);

    /** The default for one person or one contact: everything. */
    private static final Instant BEGIN = Instant.EPOCH;

    private static final Instant END = Instant.MAX;

    /** A subject's characters, with a limit on the length that any row can have. */
    private static final Pattern PLACE_REST = Pattern.compile("(/[!-~]{1,300})?");

    /** @throws dev.ringlock.http.ProblemException with all errors */
    static LedgerQuery read(Request request) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        String actor =
                parameters.text("actor", Actor::isId, "wrong_type", "This has to be the id of a person of staff.");
        String contact = parameters.text(
                "contact",
                ContactId::isId,
                "not_a_contact_id",
                "This has to be c1_, or c2_ and so on, and 26 letters and digits.");
        if (!actor.isEmpty() && !contact.isEmpty()) {
            parameters.note("contact", "not_both", "Give a person of staff or a contact, not both.");
        }
        boolean byTime = !parameters.has("actor") && !parameters.has("contact");
        Instant from = parameters.instant("from", BEGIN, byTime);
        Instant to = parameters.instant("to", END, byTime);
        if (!from.isBefore(to)) {
            parameters.note("to", "size", "This has to be after from.");
        } else if (byTime && parameters.isFine() && from.plus(LONGEST).isBefore(to)) {
            parameters.note("to", "size", "At most " + LONGEST.toDays() + " days, unless by a person or a contact.");
        }
        boolean newestFirst =
                parameters.choice("order", Set.of("oldest", "newest")).equals("newest");
        WantedEntries wanted = WantedEntries.read(parameters);
        parameters.refuseWrong();
        // every list of the ledger continues after a ULID, some also after its subject
        return new LedgerQuery(
                actor, contact, new LedgerSpan(from, to, newestFirst), wanted, Paging.of(request, LedgerQuery::cursor));
    }

    /** The ledger's fields about this reading. The person in them is the subject, not the reader. */
    Map<String, String> what() {
        Map<String, String> what = new TreeMap<>();
        if (!actor.isEmpty()) {
            what.put("person", actor);
        }
        if (!contact.isEmpty()) {
            what.put("contact", contact);
        }
        if (span.from().isAfter(BEGIN)) {
            what.put("from", span.from().toString());
        }
        if (span.to().isBefore(END)) {
            what.put("to", span.to().toString());
        }
        what.putAll(wanted.what());
        return what;
    }

    boolean has(Entry entry) {
        Instant arrival = entry.ulid().at();
        return !arrival.isBefore(span.from()) && arrival.isBefore(span.to()) && wanted.has(entry);
    }

    /** Whether all that follows this entry is outside of the span. */
    boolean ends(Entry entry) {
        Instant arrival = entry.ulid().at();
        return span.newestFirst() ? arrival.isBefore(span.from()) : !arrival.isBefore(span.to());
    }

    private static String cursor(String cursor) {
        String place = cursor.split("/", 2)[0];
        if (!PLACE_REST.matcher(cursor.substring(place.length())).matches()) {
            throw new IllegalArgumentException("not a cursor of the ledger");
        }
        return new Ulid(place).value() + cursor.substring(place.length());
    }
}
