package dev.ringlock.bench;

import dev.ringlock.capture.CapturePath;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.ImportedChange;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.consent.YesEvidence;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GroupedChange;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An import's work on a row that says yes: the typed number, the ContactId, the rule, the seals and the commit of a
 * group. A contact's id is made up, because there are not so many fictitious numbers; its real one is computed all the same.
 */
final class RowPath {

    static final int GROUP = 1_000;

    private final Policy policy = PolicyFile.read("example", CapturePath.policyWithoutLimits());
    private final List<String> typed = Numbers.typed();
    private final Index index;
    private final CompartmentSeals seals;
    private final Arrivals arrivals = new Arrivals(Clock.systemUTC());
    private final Terms terms = policy.purposes().get(new Purpose("marketing"));
    private final ShownNotice shown;

    RowPath(Keys keys) {
        this.index = new Index(keys);
        this.seals = new CompartmentSeals(index, new DataKeys(keys, new Envelope(), Clock.systemUTC()));
        Notice notice = policy.newest("signup").orElseThrow();
        this.shown = new ShownNotice(notice, notice.wording("en").orElseThrow());
    }

    Policy policy() {
        return policy;
    }

    /** Imports a group of contacts that are not there yet, who said yes so long ago. */
    void write(Store store, int from, Duration ago) {
        List<GroupedChange<Boolean>> changes = new ArrayList<>();
        for (int i = from; i < from + GROUP; i++) {
            changes.add(change(i, ago));
        }
        store.changeAll(changes);
    }

    /** An opt-out of a contact that was imported, as a STOP is written. */
    void optOut(Store store, int i) {
        store.change(List.of(id(i)), found -> {
            Instant now = arrivals.now();
            Withdrawal no = new Withdrawal(
                    now,
                    arrivals.ulid(now),
                    arrivals.recordId(),
                    policy.purposes().keySet(),
                    true,
                    WithdrawalMethod.SMS_REPLY,
                    Map.of());
            return ChangePlan.write(Commit.of(policy.rules().withdraw(found.get(0), no)), true);
        });
    }

    private GroupedChange<Boolean> change(int i, Duration ago) {
        PhoneNumber number = ((AcceptedNumber) PhoneNumber.read(typed.get(i % typed.size()), "")).number();
        index.contactIds(number);
        ContactId id = id(i);
        return new GroupedChange<>(List.of(id), found -> {
            Instant now = arrivals.now();
            GivenConsent given = given(number, now, ago, i);
            ImportedChange imported = policy.rules().importYes(found.get(0), List.of(), given, YesEvidence.TOLD, now);
            var made = seals.make(id, number, List.of(terms), given.evidence());
            return ChangePlan.write(Commit.of(imported.change(), made.of(imported.change()), null), true);
        });
    }

    private GivenConsent given(PhoneNumber number, Instant now, Duration ago, int i) {
        return new GivenConsent(
                now.minus(ago),
                null,
                arrivals.ulid(now),
                new UUID(7, i).toString(),
                ConsentMethod.IMPORTED,
                List.of(terms),
                shown,
                MaskedNumber.of(number),
                number.country(),
                new PersonalEvidence("", "", "00".repeat(16)),
                Map.of(
                        "import", "0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55",
                        "source", "crm",
                        "row",
                                index.fingerprint(
                                        ByteBuffer.allocate(4).putInt(i).array(), "import-row"),
                        "line", String.valueOf(i + 2),
                        "given_by", "form"),
                null,
                null);
    }

    static ContactId id(int i) {
        return ContactId.ofMac(ByteBuffer.allocate(16)
                .putLong(0x9E3779B97F4A7C15L * (i + 1L))
                .putLong(i)
                .array());
    }
}
