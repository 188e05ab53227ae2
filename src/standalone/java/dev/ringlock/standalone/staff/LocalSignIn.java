package dev.ringlock.standalone.staff;

import dev.ringlock.TooManyTriesException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.standalone.staff.SignInLimits.Familiarity;
import dev.ringlock.standalone.staff.SignInResult.NobodySignedIn;
import dev.ringlock.standalone.staff.SignInResult.SignedIn;
import dev.ringlock.standalone.staff.StaffBook.ListedPerson;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.store.sqlite.StaffRow;
import dev.ringlock.store.sqlite.StaffTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Signs people in and out: a name, a password and a one-time code for a session of an hour at most. Whatever is wrong, the
 * answer and the work are the same.
 */
public final class LocalSignIn {

    static final Duration LASTS = Duration.ofHours(1);

    private final StaffTables tables;
    private final KeyFile keys;
    private final Index index;
    private final StaffEntries entries;
    private final SignInLimits limits;
    private final FailedSignIns failed;
    private final Executor afterwards;
    private final Passwords passwords = new Passwords();
    private final SecondFactor factor = new SecondFactor();
    private final Turns turns = new Turns();
    private final StaffRow nobody;

    /** @param afterwards runs what no answer waits for */
    public LocalSignIn(SqliteStore store, KeyFile keys, Index index, Arrivals arrivals, Executor afterwards) {
        this.tables = store.staff();
        this.keys = keys;
        this.index = index;
        this.entries = new StaffEntries(arrivals);
        this.limits = new SignInLimits(new RateLimits(store, index));
        this.failed = new FailedSignIns(store, index, entries);
        this.afterwards = afterwards;
        this.nobody = new StaffRow("", Passwords.NOBODYS, keys.sealSeed("", factor.seed()), "", Long.MAX_VALUE);
    }

    /**
     * Begins a session if name, password and code belong together. Its token is a new one each time.
     *
     * @throws TooManyTriesException if there were too many tries
     * @throws NoTurnException if too many sign in at this moment
     */
    public SignInResult signIn(SignInTry tried) {
        return checked(tried, (row, step, now, familiarity) -> begin(row, step, now, familiarity, tried))
                .<SignInResult>map(session -> session)
                .orElseGet(NobodySignedIn::new);
    }

    /**
     * The same without a session: a person signs something that takes two people. Tries count alike, and a code counts once.
     *
     * @param what is signed, as the ledger names it
     * @return empty if name, password and code do not belong together
     * @throws TooManyTriesException if there were too many tries
     */
    public Optional<ListedPerson> sign(SignInTry tried, String what) {
        return checked(tried, (row, step, now, familiarity) -> {
            boolean spent = tables.spend(row, step, entries.byPerson(row.name(), Event.SIGNED, Map.of("what", what)));
            return spent
                    ? Optional.of(
                            new ListedPerson(row.name(), List.of(row.roles().split(" "))))
                    : Optional.empty();
        });
    }

    /** The next work if all is right. */
    private interface RightTry<T> {
        Optional<T> go(StaffRow row, long step, Instant now, Familiarity familiarity);
    }

    private <T> Optional<T> checked(SignInTry tried, RightTry<T> then) {
        Optional<StaffRow> person = StaffName.of(tried.name()).flatMap(name -> tables.person(name.value()));
        StaffRow row = person.orElse(nobody);
        String typed = StaffName.of(tried.name()).map(StaffName::value).orElse("");
        String device = place(typed, "device", tried.device());
        String address = place(typed, "address", tried.caller().counted());
        Familiarity familiarity = familiarity(tables.knownPlaces(typed, List.of(device, address)), device, address);
        Instant now = entries.now();
        try {
            limits.count(
                    familiarity,
                    typed + " " + Sha256.hex(row.password()),
                    tried.caller().counted(),
                    device,
                    now);
        } catch (TooManyTriesException e) {
            afterwards.execute(() -> failed.count(
                    row.name(), FailedSignIns.TOO_MANY, tried.caller().network()));
            throw e;
        }
        boolean right = turns.take(
                familiarity != Familiarity.STRANGER, () -> passwords.match(tried.password(), row.password()));
        OptionalLong step = factor.step(keys.openSeed(row.name(), row.seed()), tried.code(), now, row.lastStep());
        Optional<T> done = person.isPresent() & right & step.isPresent()
                ? then.go(row, step.getAsLong(), now, familiarity)
                : Optional.empty();
        if (done.isEmpty()) {
            afterwards.execute(() ->
                    failed.count(row.name(), FailedSignIns.WRONG, tried.caller().network()));
        }
        return done;
    }

    /** Ends the session of that bearer's token, if there is one. */
    public void signOut(String authorization) {
        String hash = RandomSecret.hash(LocalTokens.token(authorization));
        tables.session(hash)
                .ifPresent(session -> tables.end(hash, entries.byPerson(session.name(), Event.SIGNED_OUT, Map.of())));
    }

    private Optional<SignedIn> begin(StaffRow row, long step, Instant now, Familiarity familiarity, SignInTry tried) {
        String token = RandomSecret.make(RandomSecret.SecretKind.SESSION);
        // a mark that somebody planted in the browser is not taken over
        String device =
                familiarity == Familiarity.DEVICE ? tried.device() : RandomSecret.make(RandomSecret.SecretKind.DEVICE);
        Instant endsAt = now.plus(LASTS);
        List<String> places = List.of(
                place(row.name(), "device", device),
                place(row.name(), "address", tried.caller().counted()));
        Map<String, String> fields = Map.of(
                "network", tried.caller().network(), "browser", tried.caller().browser());
        boolean begun = tables.begin(
                row,
                step,
                RandomSecret.hash(token),
                now,
                endsAt,
                places,
                entries.byPerson(row.name(), Event.SIGNED_IN, fields));
        return begun
                ? Optional.of(new SignedIn(
                        token, endsAt, row.name(), List.of(row.roles().split(" ")), device))
                : Optional.empty();
    }

    private static Familiarity familiarity(List<String> known, String device, String address) {
        if (known.contains(device)) {
            return Familiarity.DEVICE;
        }
        return known.contains(address) ? Familiarity.ADDRESS : Familiarity.STRANGER;
    }

    /** A keyed hash: a copy of the database does not tell where somebody works. */
    private String place(String name, String kind, String value) {
        return index.fingerprint(Envelope.lengthPrefixed(name, kind, value), "place");
    }
}
