package dev.ringlock.audit;

import dev.ringlock.access.Actor;
import dev.ringlock.http.Paging;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which of the ledger an auditor asks for.
 *
 * @param actor the person of staff it is about; empty if about nobody in particular
 * @param contact the contact it is about; empty if about none in particular
 * @param from arrivals from this instant on
 * @param to arrivals before this instant
 */
record LedgerQuery(String actor, String contact, Instant from, Instant to, Paging paging) {

    private static final Duration LONGEST = Duration.ofDays(31);

    /** Of one person or one contact all there ever was, unless something else is said. */
    private static final Instant BEGIN = Instant.EPOCH;

    private static final Instant END = Instant.MAX;

    /** A subject's characters, and not so many that no row could be found by them. */
    private static final Pattern BEHIND_PLACE = Pattern.compile("(/[!-~]{1,300})?");

    /** @throws dev.ringlock.http.ProblemException with everything that is wrong */
    static LedgerQuery read(Request request) {
        QueryParameters asked =
                QueryParameters.of(request, Set.of("actor", "contact", "from", "to", "cursor", "limit"));
        String actor = asked.text("actor", Actor::isId, "wrong_type", "This has to be the id of a person of staff.");
        String contact = asked.text(
                "contact", ContactId::isId, "not_a_contact_id", "This has to be c1_ and 26 letters and digits.");
        if (!actor.isEmpty() && !contact.isEmpty()) {
            asked.note("contact", "not_both", "Ask by a person of staff or by a contact, not by both.");
        }
        boolean byTime = !asked.has("actor") && !asked.has("contact");
        Instant from = asked.instant("from", BEGIN, byTime);
        Instant to = asked.instant("to", END, byTime);
        if (!from.isBefore(to)) {
            asked.note("to", "size", "This has to be behind from.");
        } else if (byTime && asked.isFine() && from.plus(LONGEST).isBefore(to)) {
            asked.note("to", "size", "At most " + LONGEST.toDays() + " days, unless by a person or a contact.");
        }
        asked.refuseWrong();
        // every list of the ledger goes on behind a ULID, some behind its subject too
        return new LedgerQuery(actor, contact, from, to, Paging.of(request, LedgerQuery::cursor));
    }

    /** What the ledger says that was read: the person it is about is not the one who reads. */
    Map<String, String> what() {
        Map<String, String> what = new TreeMap<>();
        if (!actor.isEmpty()) {
            what.put("person", actor);
        }
        if (!contact.isEmpty()) {
            what.put("contact", contact);
        }
        if (from.isAfter(BEGIN)) {
            what.put("from", from.toString());
        }
        if (to.isBefore(END)) {
            what.put("to", to.toString());
        }
        return what;
    }

    boolean has(Instant arrival) {
        return !arrival.isBefore(from) && arrival.isBefore(to);
    }

    private static String cursor(String told) {
        String place = told.split("/", 2)[0];
        if (!BEHIND_PLACE.matcher(told.substring(place.length())).matches()) {
            throw new IllegalArgumentException("not a cursor of the ledger");
        }
        return new Ulid(place).value() + told.substring(place.length());
    }
}
