package dev.ringlock.standalone.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.standalone.staff.SignInResult.NobodySignedIn;
import dev.ringlock.standalone.staff.SignInResult.SignedIn;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a session, and how long it counts. */
class LocalSignInTest {

    private static final String PASSWORD = StaffForTests.PASSWORD;
    private static final String HOME = StaffForTests.HOME;

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @TempDir
    Path folder;

    private Path keys;
    private StaffForTests staff;

    @BeforeEach
    void begin() {
        keys = folder.resolve("ringlock.keys");
        KeyFile.create(keys);
        staff = new StaffForTests(sqlite.store(), keys, clock);
        staff.add("ana", "support:service", "privacy");
    }

    @Test
    void nameAndPasswordAndCodeTogetherBeginASession() {
        SignedIn ana = (SignedIn) staff.enter(" ANA ", PASSWORD, staff.code("ana"), "", HOME);

        assertEquals("ana", ana.name());
        assertEquals(List.of("privacy", "support:service"), ana.roles());
        Map<String, String> claims = staff.claims(ana.token());
        assertEquals("ana", claims.get("sub"));
        assertEquals("[privacy support:service]", claims.get("groups"));
        assertEquals(List.of("staff/ana {actor=ana, browser=, network=203.0.113.0/24}"), staff.events("signed_in"));
    }

    @Test
    void whateverIsWrongNobodyIsSignedIn() {
        String code = staff.code("ana");
        Stream<SignInResult> tries = Stream.of(
                staff.enter("ana", PASSWORD + "x", code, "", HOME),
                staff.enter("ana", PASSWORD, "000000", "", HOME),
                staff.enter("ana", PASSWORD, staff.code("ana", -2), "", HOME),
                staff.enter("ana", PASSWORD, staff.code("ana", 2), "", HOME),
                staff.enter("ana", "", code, "", HOME),
                staff.enter("ana", PASSWORD, "", "", HOME),
                staff.enter("ben", PASSWORD, code, "", HOME),
                staff.enter("", PASSWORD, code, "", HOME),
                staff.enter("no name at all", PASSWORD, code, "", HOME));

        tries.forEach(tried -> assertEquals(new NobodySignedIn(), tried));
        // none of these used the code up
        assertInstanceOf(SignedIn.class, staff.enter("ana", PASSWORD, code, "", HOME));
    }

    @Test
    void aCodeCountsOnceAlsoAfterARestart() {
        String code = staff.code("ana");
        assertInstanceOf(SignedIn.class, staff.enter("ana", PASSWORD, code, "", HOME));

        assertEquals(new NobodySignedIn(), staff.enter("ana", PASSWORD, code, "", HOME));
        assertEquals(new NobodySignedIn(), staff.enter("ana", PASSWORD, staff.code("ana", -1), "", HOME));
        staff = new StaffForTests(sqlite.reopened(), keys, clock);
        assertEquals(new NobodySignedIn(), staff.enter("ana", PASSWORD, code, "", HOME));
        assertInstanceOf(SignedIn.class, staff.enter("ana", PASSWORD, staff.code("ana", 1), "", HOME));
    }

    @Test
    void ofTwoWhoGiveTheSameCodeAtOnceOneIsSignedIn() {
        String code = staff.code("ana");
        List<CompletableFuture<SignInResult>> both = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> staff.enter("ana", PASSWORD, code, "", HOME)))
                .toList();

        assertEquals(
                1, both.stream().filter(one -> one.join() instanceof SignedIn).count());
    }

    @Test
    void everySessionHasATokenOfItsOwnThatNobodyCouldChoose() {
        Set<String> tokens = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            tokens.add(staff.enter("ana").token());
        }
        assertEquals(4, tokens.size());
        clock.advance(Duration.ofSeconds(30));
        String planted = "rld_planted";
        SignedIn onPlanted = (SignedIn) staff.enter("ana", PASSWORD, staff.code("ana"), planted, HOME);
        assertNotEquals(planted, onPlanted.device());
        assertEquals(Map.of(), staff.claims("rls_planted"));
        assertEquals(Map.of(), staff.claims(onPlanted.device()));
        assertEquals(Map.of(), staff.claims(""));
    }

    @Test
    void aStolenTokenIsDeadAfterItsSignOutAndOnlyThatOne() {
        String stolen = staff.enter("ana").token();
        String other = staff.enter("ana").token();

        staff.signIn().signOut("Bearer " + stolen);
        staff.signIn().signOut("Bearer " + stolen);
        staff.signIn().signOut("");

        assertEquals(Map.of(), staff.claims(stolen));
        assertEquals("ana", staff.claims(other).get("sub"));
        assertEquals(1, staff.events("signed_out").size());
    }

    @Test
    void aSessionIsDeadOnceItsPersonIsRemovedAlsoIfTheyAreAddedAgain() {
        String token = staff.enter("ana").token();

        staff.book().remove("ana");
        assertEquals(Map.of(), staff.claims(token));
        staff.add("ana", "privacy");
        assertEquals(Map.of(), staff.claims(token));
    }

    @Test
    void aSessionIsDeadAfterAReset() {
        String token = staff.enter("ana").token();

        Enrolment fresh = staff.book().reset("ana", Optional.empty());

        assertEquals(Map.of(), staff.claims(token));
        assertEquals(new NobodySignedIn(), staff.enter("ana", PASSWORD, staff.code("ana"), "", HOME));
        assertInstanceOf(
                SignedIn.class, staff.enter("ana", fresh.madePassword().orElseThrow(), staff.code("ana"), "", HOME));
    }

    @Test
    void otherRolesActAtOnce() {
        String token = staff.enter("ana").token();

        staff.book().setRoles("ana", List.of("auditor"));

        assertEquals("[auditor]", staff.claims(token).get("groups"));
    }

    @Test
    void aSessionEndsAfterAnHourHoweverMuchItIsUsed() {
        String token = staff.enter("ana").token();
        for (int minutes = 0; minutes < 59; minutes++) {
            clock.advance(Duration.ofMinutes(1));
            assertEquals("ana", staff.claims(token).get("sub"), minutes + " minutes");
        }
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Map.of(), staff.claims(token));
    }

    @Test
    void aSessionThatNobodyUsesEndsAfterHalfAnHourAlsoAfterARestart() {
        String token = staff.enter("ana").token();
        clock.advance(Duration.ofMinutes(29));
        staff = new StaffForTests(sqlite.reopened(), keys, clock);
        assertEquals("ana", staff.claims(token).get("sub"));
        clock.advance(Duration.ofMinutes(29));
        assertEquals("ana", staff.claims(token).get("sub"));
        String unused = staff.enter("ana").token();
        clock.advance(Duration.ofMinutes(30));
        assertEquals(Map.of(), staff.claims(unused));
    }

    @Test
    void aClientsTokenHasItsScopesUntilTheClientIsRemoved() {
        String token = staff.clients().add("newsletter", List.of("links"));

        Map<String, String> claims = staff.claims(token);
        assertEquals("ringlock/links", claims.get("scope"));
        assertEquals(LocalTokens.MACHINE, claims.get("client_id"));
        assertEquals(null, claims.get("groups"));
        staff.clients().remove("newsletter");
        assertEquals(Map.of(), staff.claims(token));
        assertEquals(1, staff.events("client_added").size());
        assertEquals(1, staff.events("client_removed").size());
    }

    @Test
    void whatIsDoneToPeopleIsOnTheLedger() {
        staff.book().setRoles("ana", List.of("auditor"));
        clock.advance(Duration.ofSeconds(1));
        staff.book().reset("ana", Optional.empty());
        staff.book().remove("ana");

        assertEquals(List.of("staff/ana {roles=privacy support:service}"), staff.events("staff_added"));
        assertEquals(
                List.of("staff/ana {roles=auditor}", "staff/ana {reset=password, second factor}"),
                staff.events("staff_changed"));
        assertEquals(List.of("staff/ana {}"), staff.events("staff_removed"));
    }

    @Test
    void namesAndRolesThatCannotBeAreRefusedWithWhatCan() {
        for (String name : List.of("", "1ana", "a b", "a/b", "x".repeat(65), "a2025550123", "ñandú")) {
            assertTrue(refused(() -> staff.add(name, "privacy")).contains("A name begins with a letter"), name);
        }
        for (String role : List.of("", "support", "support:newsletters", "admin:service", "support:maintenance")) {
            assertTrue(refused(() -> staff.add("ben", role)).contains("support:service"), role);
        }
        assertTrue(refused(() -> staff.add("Ana", "privacy")).contains("There is a ana already"));
        assertTrue(refused(() -> staff.book().remove("ben")).contains("There is no ben"));
        assertTrue(refused(() -> staff.clients().add("x", List.of("reveal"))).contains("links"));
    }

    private static String refused(Runnable work) {
        try {
            work.run();
        } catch (StaffMistakeException e) {
            return String.valueOf(e.getMessage());
        }
        return "it was done";
    }
}
