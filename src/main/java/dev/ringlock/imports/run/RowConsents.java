package dev.ringlock.imports.run;

import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.consent.YesEvidence;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.RowDecision;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the yes or the no of a row: what its entries say, from when it counts, and what names it. */
final class RowConsents {

    /** How an entry is told to the owner's systems. */
    private static final String TOLD_AS = "consent.imported";

    private final Policy policy;
    private final Index index;
    private final Arrivals arrivals;
    private final ImportOrder order;
    private final Instant askedAt;
    private final boolean events;

    /**
     * @param askedAt when the work was asked for: what has no date counts from then
     * @param events whether the contacts' entries are told to the owner's systems
     */
    RowConsents(Policy policy, Index index, Arrivals arrivals, ImportOrder order, Instant askedAt, boolean events) {
        this.policy = policy;
        this.index = index;
        this.arrivals = arrivals;
        this.order = order;
        this.askedAt = askedAt;
        this.events = events;
    }

    /**
     * A yes.
     *
     * @param undated how many of its purposes would grant it at once, which they cannot: nobody knows when it was said
     */
    record RowYes(GivenConsent given, YesEvidence evidence, int undated) {}

    RowYes yes(DecidedRow row, RowDecision decision) {
        boolean dated = decision.decidedAt() != null;
        List<Terms> terms = decision.purposes().stream()
                .sorted()
                .map(purpose -> Objects.requireNonNull(policy.purposes().get(purpose)))
                .filter(known -> dated || known.importYes() != ImportYes.GRANTED)
                .toList();
        ShownNotice shown = decision.shown();
        GivenConsent given = new GivenConsent(
                at(decision),
                null,
                arrivals.ulid(arrivals.now()),
                recordId(row, decision),
                ConsentMethod.IMPORTED,
                terms,
                shown == null ? UnknownWords.of(policy, terms) : shown,
                MaskedNumber.of(row.number()),
                row.number().country(),
                arrivals.evidence("", ""),
                details(row, decision),
                null,
                null);
        return new RowYes(given, decision.evidence(), decision.purposes().size() - terms.size());
    }

    /** A no. Law may make it one to everything, whatever it names. */
    Withdrawal no(DecidedRow row, RowDecision decision) {
        boolean everything = decision.everything() || policy.laws().reachesAll(row.number(), at(decision));
        return new Withdrawal(
                at(decision),
                arrivals.ulid(arrivals.now()),
                recordId(row, decision),
                everything ? policy.purposes().keySet() : decision.purposes(),
                everything,
                WithdrawalMethod.IMPORTED,
                details(row, decision));
    }

    /** A keyed hash by which the same decision of the same row is known again. */
    String rowHash(DecidedRow row, RowDecision decision) {
        return index.fingerprint(
                Envelope.lengthPrefixed(
                        order.source(),
                        row.rowId(),
                        purposes(decision),
                        String.valueOf(decision.everything()),
                        String.valueOf(decision.granted())),
                "import-row");
    }

    private static String purposes(RowDecision decision) {
        return decision.purposes().stream().sorted().map(Purpose::id).collect(Collectors.joining(" "));
    }

    private Instant at(RowDecision decision) {
        Instant decided = decision.decidedAt();
        return decided == null ? askedAt : decided;
    }

    private Map<String, String> details(DecidedRow row, RowDecision decision) {
        Map<String, String> details = new TreeMap<>(decision.details());
        details.put(PastRows.IMPORT, order.importId());
        details.put("source", order.source());
        details.put(PastRows.ROW, rowHash(row, decision));
        details.put(PastRows.LINE, String.valueOf(row.line()));
        if (events) {
            details.put("told_as", TOLD_AS);
        }
        return details;
    }

    /** The same for the same decision of the same row, whichever import brings it. */
    private String recordId(DecidedRow row, RowDecision decision) {
        byte[] named = Envelope.lengthPrefixed(
                order.source(),
                row.rowId(),
                index.contactIds(row.number()).lasting().value(),
                purposes(decision),
                String.valueOf(decision.decidedAt()),
                String.valueOf(decision.granted()));
        ByteBuffer hash =
                ByteBuffer.wrap(index.fingerprint(named, "import-record").getBytes(StandardCharsets.US_ASCII));
        return UUID.nameUUIDFromBytes(hash.array()).toString();
    }
}
