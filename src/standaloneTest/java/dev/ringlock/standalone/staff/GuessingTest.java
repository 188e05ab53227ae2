package dev.ringlock.standalone.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.TooManyTriesException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.standalone.staff.SignInResult.NobodySignedIn;
import dev.ringlock.standalone.staff.SignInResult.SignedIn;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a guesser gets, and what the person gets meanwhile. */
class GuessingTest {

    private static final String PASSWORD = StaffForTests.PASSWORD;
    private static final String HOME = StaffForTests.HOME;

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @TempDir
    Path folder;

    private StaffForTests staff;
    private Enrolment ana;

    @BeforeEach
    void begin() {
        Path keys = folder.resolve("ringlock.keys");
        KeyFile.create(keys);
        staff = new StaffForTests(sqlite.store(), keys, clock);
        ana = staff.add("ana", "privacy");
    }

    @Test
    void oneAddressGuessesTenTimesUnderOneName() {
        assertEquals(10, guesses("ana", 12, "198.51.100.1"));
        assertThrows(TooManyTriesException.class, () -> enterFrom("198.51.100.1", ""), "and not with the right ones");
        clock.advance(Duration.ofMinutes(10));
        assertInstanceOf(SignedIn.class, enterFrom("198.51.100.1", ""));
    }

    @Test
    void oneAddressGuessesThirtyTimesUnderAllNames() {
        int passed = 0;
        for (int name = 0; name < 40; name++) {
            passed += guesses("name" + name, 1, "198.51.100.1");
        }
        assertEquals(30, passed);
    }

    @Test
    void allStrangersTogetherGuessThirtyTimesADayUnderOneNameWhetherSomebodyHasItOrNot() {
        for (String name : List.of("ana", "nobody")) {
            int passed = 0;
            for (int caller = 0; caller < 40; caller++) {
                passed += guesses(name, 1, "198.51.100." + caller);
            }
            assertEquals(30, passed, name);
        }
        assertThrows(TooManyTriesException.class, () -> enterFrom("192.0.2.1", ""));
        clock.advance(Duration.ofDays(1));
        assertInstanceOf(SignedIn.class, enterFrom("192.0.2.1", ""));
    }

    @Test
    void whateverStrangersTryThePersonGetsInFromWhereTheyWereBefore() {
        String device = staff.enter("ana").device();
        strangersUseAllUp();

        assertInstanceOf(SignedIn.class, enterFrom(HOME, ""), "the address is known");
        clock.advance(Duration.ofSeconds(30));
        assertInstanceOf(SignedIn.class, enterFrom("192.0.2.1", device), "the device is known");
        clock.advance(Duration.ofSeconds(30));
        assertThrows(TooManyTriesException.class, () -> enterFrom("192.0.2.99", ""));
    }

    @Test
    void aGuesserBesideThePersonDoesNotKeepTheirDeviceOut() {
        String device = staff.enter("ana").device();
        assertEquals(15, guesses("ana", 20, HOME));
        clock.advance(Duration.ofSeconds(30));

        assertThrows(TooManyTriesException.class, () -> enterFrom(HOME, ""));
        assertInstanceOf(SignedIn.class, enterFrom(HOME, device));
        assertThrows(TooManyTriesException.class, () -> enterFrom(HOME, "rld_another"));
    }

    @Test
    void aStolenMarkOfADeviceGivesTwentyGuessesAnHourAndNoMore() {
        String device = staff.enter("ana").device();
        int passed = 0;
        for (int i = 0; i < 25; i++) {
            passed += tried("ana", "198.51.100." + i, device) ? 1 : 0;
        }
        assertEquals(20, passed);
        staff.add("ben", "auditor");
        assertEquals(10, guesses("ben", 12, "198.51.100.200"), "under another name it is nothing");
    }

    @Test
    void afterAResetThePersonGetsInFromAnywhere() {
        strangersUseAllUp();
        staff.book().reset("ana", Optional.of(PASSWORD));

        assertInstanceOf(SignedIn.class, enterFrom("192.0.2.1", ""));
    }

    @Test
    void aFloodLeavesAFewLinesOnTheLedgerAndNoNameThatNobodyHas() {
        for (int i = 0; i < 120; i++) {
            tried("ana", "198.51.100.1", "");
            tried("my-password-by-mistake" + i % 2, "198.51.100.2", "");
        }
        List<String> failed = staff.events("sign_in_failed");

        assertTrue(
                failed.contains("staff/ana {actor=ana, count=100, network=198.51.100.0/24, reason=too_many_tries}"),
                failed::toString);
        assertTrue(
                failed.contains("staff {count=10, network=198.51.100.0/24, reason=wrong_sign_in}"), failed::toString);
        assertTrue(failed.size() <= 10, failed::toString);
        assertFalse(failed.toString().contains("my-password"), failed::toString);
    }

    @Test
    void noPasswordSeedOrTokenIsInTheFilesOrOnTheLedger() {
        SignedIn session = staff.enter("ana");
        String client = staff.clients().add("newsletter", List.of("links"));
        Enrolment made = staff.book().add("ben", List.of("auditor"), Optional.empty());
        guesses("ana", 2, HOME);

        String ledger = staff.ledger().toString();
        for (String secret : List.of(
                PASSWORD,
                made.madePassword().orElseThrow(),
                ana.seed(),
                made.seed(),
                session.token(),
                session.token().substring(4),
                session.device().substring(4),
                client.substring(4))) {
            assertFalse(sqlite.isInFiles(secret.getBytes(StandardCharsets.UTF_8)), secret);
            assertFalse(ledger.contains(secret), secret);
        }
        assertFalse(sqlite.isInFiles(staff.seed("ana")), "the seed's own bytes");
        assertTrue(sqlite.isInFiles("$argon2id$".getBytes(StandardCharsets.UTF_8)), "the search finds what is there");
    }

    @Test
    void whatWasKeptOfARemovedPersonLeavesTheDisk() throws Exception {
        String hash = sqlite.store().staff().person("ana").orElseThrow().password();
        assertTrue(sqlite.isInFiles(hash.getBytes(StandardCharsets.UTF_8)));

        staff.book().remove("ana");

        sqlite.awaitGone(hash.getBytes(StandardCharsets.UTF_8));
    }

    private void strangersUseAllUp() {
        for (int caller = 0; caller < 40; caller++) {
            guesses("ana", 1, "198.51.100." + caller);
        }
        assertThrows(TooManyTriesException.class, () -> enterFrom("198.51.100.99", ""));
        clock.advance(Duration.ofSeconds(30));
    }

    private SignInResult enterFrom(String address, String device) {
        return staff.enter("ana", PASSWORD, staff.code("ana"), device, address);
    }

    /** How many of so many guesses were looked at. */
    private int guesses(String name, int count, String address) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            passed += tried(name, address, "") ? 1 : 0;
        }
        return passed;
    }

    private boolean tried(String name, String address, String device) {
        try {
            assertEquals(new NobodySignedIn(), staff.enter(name, "guessed password", "000000", device, address));
            return true;
        } catch (TooManyTriesException e) {
            return false;
        }
    }
}
