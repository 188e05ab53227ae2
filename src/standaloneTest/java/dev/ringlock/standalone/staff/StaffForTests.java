package dev.ringlock.standalone.staff;

import dev.ringlock.TestClock;
import dev.ringlock.http.Caller;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.standalone.staff.SignInResult.SignedIn;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Local sign-in on a store, with a person who has been added, and their app. */
final class StaffForTests {

    static final String PASSWORD = "correct horse battery";
    private static final Path EXAMPLE = Path.of("src/main/resources/policy/harbour-books.yaml");

    static final String HOME = "203.0.113.7";

    private final SqliteStore store;
    private final KeyFile keys;
    private final TestClock clock;
    private final StaffBook book;
    private final LocalSignIn signIn;
    private final SecondFactor factor = new SecondFactor();

    StaffForTests(SqliteStore store, Path keyFile, TestClock clock) {
        this.store = store;
        this.keys = KeyFile.read(keyFile);
        this.clock = clock;
        this.book = new StaffBook(store.staff(), keys, () -> PolicyFile.read(EXAMPLE), new Arrivals(clock));
        this.signIn = new LocalSignIn(store, keys, new Index(keys), new Arrivals(clock), Runnable::run);
    }

    StaffBook book() {
        return book;
    }

    ClientBook clients() {
        return new ClientBook(store.staff(), new Arrivals(clock));
    }

    LocalSignIn signIn() {
        return signIn;
    }

    Enrolment add(String name, String... roles) {
        return book.add(name, List.of(roles), Optional.of(PASSWORD));
    }

    /** What the person's app shows now. */
    String code(String name) {
        return code(name, 0);
    }

    /** What it shows so many steps from now. */
    String code(String name, int steps) {
        byte[] sealed = store.staff().person(name).orElseThrow().seed();
        return factor.code(keys.openSeed(name, sealed), clock.instant().getEpochSecond() / 30 + steps);
    }

    /** Signs the person in with the next code, from the usual address and on a device that nobody knows. */
    SignedIn enter(String name) {
        clock.advance(Duration.ofSeconds(30));
        return (SignedIn) enter(name, PASSWORD, code(name), "", HOME);
    }

    SignInResult enter(String name, String password, String code, String device, String address) {
        return signIn.signIn(new SignInTry(name, password, code, device, new Caller(address, "")));
    }

    Map<String, String> claims(String token) {
        return new LocalTokens(store.staff(), clock).claims("Bearer " + token);
    }

    /** In clear. */
    byte[] seed(String name) {
        return keys.openSeed(name, store.staff().person(name).orElseThrow().seed());
    }

    /** The ledger of the last days. */
    List<Entry> ledger() {
        Instant now = clock.instant();
        return store.ledger(
                        LedgerSpan.oldestFirst(now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(1))),
                        null,
                        1_000)
                .items();
    }

    List<String> events(String event) {
        return ledger().stream()
                .filter(entry -> entry.event().id().equals(event))
                .map(entry -> entry.subject() + " " + entry.fields())
                .toList();
    }
}
