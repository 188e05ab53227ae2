package dev.ringlock.capture;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.consent.Purpose;
import dev.ringlock.consent.Rules;
import dev.ringlock.consent.Terms;
import dev.ringlock.consent.WebYes;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.Time;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Counter;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Outcome;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a number with its owner's consent. The number is in clear in here and nowhere else: it is read, turned into its
 * ContactId, sealed for each purpose said yes to, and stored with the consent and its evidence in one transaction.
 *
 * <p>Whatever is on file, the calls are the same: one round of counters, one read, one commit. A cold process, or one whose
 * data keys are spent, makes one round of calls to the key engine before.
 */
@Singleton
final class Capture {

    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Policy policy;
    private final Store store;
    private final Index index;
    private final DataKeys dataKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Capture(Policy policy, Store store, Index index, DataKeys dataKeys, Clock clock) {
        this.policy = policy;
        this.store = store;
        this.index = index;
        this.dataKeys = dataKeys;
        this.clock = clock;
    }

    /**
     * @param idempotencyKey the client's own key for this request; null if it gave none
     * @throws RefusedException if the caller tried too often, or used the key for another request
     * @throws dev.ringlock.store.StoreUnavailableException if nothing was stored, or it is not known; a retry is safe
     * @throws dev.ringlock.keys.KeysUnavailableException if nothing was stored; a retry is safe
     */
    Captured capture(Signup signup, CheckedSignup checked, Caller caller, @Nullable String idempotencyKey) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        dataKeys.ready(index, purposes(checked.yes()));
        ContactId contact = index.contactId(checked.number());
        refuseTooMany(caller, contact, now);
        Captured answer = new Captured(UUID.randomUUID().toString(), Time.rfc3339(now), signup.decisions());
        GuardRow once = idempotencyKey == null ? null : guardRow(idempotencyKey, signup, answer, now);
        if (checked.yes().isEmpty()) {
            return once == null ? answer : remembered(once, answer);
        }
        WebYes yes = new WebYes(
                now,
                Ulid.of(now, bytes(10)),
                answer.recordId(),
                signup.method(),
                checked.yes(),
                checked.shown(),
                checked.number().masked(),
                checked.number().country(),
                new PersonalEvidence(
                        caller.network(), caller.browser(), HexFormat.of().formatHex(bytes(16))),
                checked.claims());
        return store(checked.number(), contact, yes, answer, once);
    }

    private Captured store(
            PhoneNumber number, ContactId contact, WebYes yes, Captured answer, @Nullable GuardRow once) {
        List<ContactId> ids = Stream.concat(
                        Stream.of(contact), number.olderForms().stream().map(index::contactId))
                .toList();
        Map<Purpose, Compartment> sealed = sealed(contact, number, yes);
        return Attempts.untilDone(() -> {
            List<Contact> found = store.load(ids);
            Change change = Rules.webYes(found.get(0), found.subList(1, found.size()), yes);
            List<Compartment> puts = change.sealed().stream()
                    .map(purpose -> Objects.requireNonNull(sealed.get(purpose)))
                    .toList();
            return answered(Commit.of(change, puts, once), answer);
        });
    }

    /** Whatever is said yes to is sealed for {@code maintenance} too. */
    private static List<Purpose> purposes(List<Terms> yes) {
        return yes.isEmpty()
                ? List.of()
                : Stream.concat(yes.stream().map(Terms::purpose), Stream.of(Purpose.MAINTENANCE))
                        .toList();
    }

    /** Refusing everything stores nothing but that this key was used, if the client gave one. */
    private Captured remembered(GuardRow once, Captured answer) {
        Commit commit = new Commit(null, List.of(), Set.of(), List.of(), once);
        return Attempts.untilDone(() -> answered(commit, answer));
    }

    /** What the caller is told: this answer, or the one that the same request was given before; nothing after a lost race. */
    private Optional<Captured> answered(Commit commit, Captured answer) {
        Outcome outcome = store.commit(commit);
        if (outcome instanceof Outcome.Repeated repeated) {
            return Optional.of(earlier(repeated.earlier(), commit.once()));
        }
        return outcome instanceof Outcome.Done ? Optional.of(answer) : Optional.empty();
    }

    /**
     * Seals for everything that was said yes to before it is known what will be granted: otherwise a key engine that is slow
     * or down would tell a number that has opted out, for which nothing is sealed, from one that has not.
     */
    private Map<Purpose, Compartment> sealed(ContactId contact, PhoneNumber number, WebYes yes) {
        Map<Purpose, Compartment> compartments = new HashMap<>();
        for (Purpose purpose : purposes(yes.terms())) {
            PersonalEvidence evidence = purpose.equals(Purpose.MAINTENANCE) ? null : yes.evidence();
            compartments.put(purpose, sealed(contact, purpose, number, evidence));
        }
        return compartments;
    }

    private Compartment sealed(
            ContactId contact, Purpose purpose, PhoneNumber number, @Nullable PersonalEvidence evidence) {
        Sealed sealed = dataKeys.seal(contact, purpose, number);
        return new Compartment(purpose, contact, sealed.sealed(), sealed.wrappedKey(), evidence);
    }

    /** Counts this try under keyed hashes: the caller's own tries, and its tries for this number. */
    private void refuseTooMany(Caller caller, ContactId contact, Instant now) {
        Limit all = policy.limits().perAddress();
        Limit same = policy.limits().perAddressAndNumber();
        String address = caller.counted();
        List<Long> counts = store.count(List.of(
                counter("tries-address", all, now, address),
                counter("tries-number", same, now, address, contact.value())));
        if (!all.allows(counts.get(0))) {
            throw new RefusedException(new Refusal.TooMany(Duration.between(now, all.end(now))));
        }
        if (!same.allows(counts.get(1))) {
            throw new RefusedException(new Refusal.TooMany(Duration.between(now, same.end(now))));
        }
    }

    private Counter counter(String kind, Limit limit, Instant now, String... whose) {
        String window = String.valueOf(limit.window(now));
        String[] parts = Stream.concat(Stream.of(whose), Stream.of(window)).toArray(String[]::new);
        return new Counter(index.guardName(kind, parts), limit.end(now));
    }

    private GuardRow guardRow(String key, Signup signup, Captured answer, Instant now) {
        return new GuardRow(
                index.guardName("idempotency", key),
                index.fingerprint(Json.write(signup).getBytes(StandardCharsets.UTF_8), "request"),
                Json.write(answer),
                now.plus(REMEMBERED));
    }

    private static Captured earlier(GuardRow earlier, @Nullable GuardRow mine) {
        if (mine == null || !earlier.fingerprint().equals(mine.fingerprint())) {
            throw new RefusedException(new Refusal.KeyReused());
        }
        return Json.read(earlier.answer(), Captured.class);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
