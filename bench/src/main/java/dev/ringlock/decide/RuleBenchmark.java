package dev.ringlock.decide;

import dev.ringlock.bench.CpuTime;
import dev.ringlock.bench.Numbers;
import dev.ringlock.capture.CapturePath;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The rule alone, by the example policy and all laws: of four people of all states of the United States in turn, one may be
 * contacted, one was contacted before, one opted out, and one is not on file. It is morning, so that some still sleep.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CpuTime.Work.BATCH)
public class RuleBenchmark {

    private static final Instant AT = Instant.parse("2026-11-24T15:30:00Z");
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final ContactId ID = ContactId.ofMac(new byte[16]);
    private static final Ulid ENTRY = Ulid.first(AT);
    private static final int NUMBERS = 256;

    private final DecisionRule rule =
            PolicyFile.read("policy.yaml", CapturePath.policyWithoutLimits()).decisions();
    private final List<List<Contact>> contacts = List.of(
            List.of(contact(granted())),
            List.of(contact(granted())),
            List.of(contact(withdrawn())),
            List.of(Contact.unknown(ID)));
    private final Budget unspent = Budget.unspent(ID);
    private final Budget spent =
            new Budget(ID, 1, List.of(new BudgetPlace("d", AT.minusSeconds(60), MARKETING, Channel.SMS, "")));
    private final List<NumberPlace> places = places();
    private int next;

    @Benchmark
    public void rule(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> {
            int which = next++;
            return rule.decide(
                    contacts.get(which & 3),
                    (which & 3) == 1 ? spent : unspent,
                    places.get(which >> 2 & NUMBERS - 1),
                    MARKETING,
                    Channel.SMS,
                    AT);
        });
    }

    private static List<NumberPlace> places() {
        List<NumberPlace> places = new ArrayList<>();
        for (String typed : Numbers.typed().subList(0, NUMBERS)) {
            places.add(PhoneNumber.ofCanonical(typed.replaceAll("[ -]", "")).place());
        }
        return places;
    }

    private static Contact contact(Consent consent) {
        return new Contact(
                ID, 1, null, null, Map.of(MARKETING, consent), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }

    private static Consent granted() {
        Instant since = AT.minus(Duration.ofDays(30));
        return new Consent(
                State.GRANTED, since, ENTRY, "record", AT.plus(Duration.ofDays(300)), null, since, null, false);
    }

    private static Consent withdrawn() {
        return new Consent(State.WITHDRAWN, AT, ENTRY, "record", null, new OptOut(AT, ENTRY), null, null, false);
    }
}
