package dev.ringlock.consent;

import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Decisions that another system wrote down, as an import hands them to the rules. */
final class ImportedRows {

    static final Map<String, String> DETAILS = Map.of("import", "imp-1", "source", "crm", "row", "ab12", "line", "7");

    private ImportedRows() {}

    static GivenConsent yes(Instant at, Instant arrival, Terms... terms) {
        return yes(at, arrival, new MaskedNumber("+1 ••• ••• ••23", "US"), terms);
    }

    static GivenConsent yes(Instant at, Instant arrival, MaskedNumber masked, Terms... terms) {
        GivenConsent web = RulesTest.yes(at, terms);
        return new GivenConsent(
                at,
                null,
                Ulid.of(arrival, new byte[10]),
                "1b4e28ba-2fa1-4d22-883f-0016d3cca427",
                ConsentMethod.IMPORTED,
                web.terms(),
                web.shown(),
                masked,
                web.country(),
                web.evidence(),
                DETAILS,
                null,
                null);
    }

    static Withdrawal no(Instant at, Instant arrival, boolean everything, Purpose... purposes) {
        return new Withdrawal(
                at,
                Ulid.of(arrival, new byte[10]),
                "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                Set.of(purposes),
                everything,
                WithdrawalMethod.IMPORTED,
                DETAILS);
    }
}
