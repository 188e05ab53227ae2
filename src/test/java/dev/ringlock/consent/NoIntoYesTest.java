package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.ActsOfPhone.PhoneAct;
import dev.ringlock.consent.ActsOfPhone.PhoneWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever writes, in whatever order, told late or at once: nothing but a proof from the phone that began after a no turns it
 * into a yes.
 */
class NoIntoYesTest {

    private static final int DAY = 24 * 60;
    private static final int HISTORIES = 400;
    private static final int ACTS = 60;

    @Property(tries = 2_000)
    void noWriterTurnsANoIntoAYes(@ForAll("histories") List<PhoneAct> acts) {
        ActsOfPhone phone = new ActsOfPhone(null, false);
        for (PhoneAct act : acts) {
            assertEquals(Optional.empty(), phone.next(act));
        }
    }

    @Test
    void everyWriterActsWhileANoBinds() {
        Set<PhoneWriter> seen = EnumSet.noneOf(PhoneWriter.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            ActsOfPhone phone = new ActsOfPhone(null, false);
            history(seed).forEach(phone::next);
            seen.addAll(phone.afterANo());
        }
        assertEquals(EnumSet.allOf(PhoneWriter.class), seen);
    }

    /** A test that cannot fail holds nothing. A proof's writer is no exception: it may end only what came before its proof. */
    @ParameterizedTest
    @EnumSource
    void aFaultPlantedInAnyWriterIsFound(PhoneWriter writer) {
        assertTrue(isFound(writer, false), "a fault in " + writer + " is not noticed");
    }

    @Test
    void anImportThatIsDeafToNoesOfOtherFormsAndToThoseToEverythingIsFound() {
        assertTrue(isFound(null, true));
    }

    @Provide
    Arbitrary<List<PhoneAct>> histories() {
        return Combinators.combine(
                        Arbitraries.of(PhoneWriter.class),
                        Arbitraries.integers().between(0, 60 * DAY).edgeCases(edges -> edges.add(0, 3, 9)),
                        Arbitraries.integers().between(0, 400 * DAY).edgeCases(edges -> edges.add(0, 1, 5)),
                        Arbitraries.integers().between(0, 59))
                .as(PhoneAct::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(ACTS);
    }

    private static boolean isFound(@Nullable PhoneWriter faulty, boolean deafImport) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            ActsOfPhone phone = new ActsOfPhone(faulty, deafImport);
            for (PhoneAct act : history(seed)) {
                if (phone.next(act).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<PhoneAct> history(int seed) {
        Random random = new Random(seed);
        List<PhoneAct> acts = new ArrayList<>();
        for (int i = 0; i < ACTS; i++) {
            PhoneWriter writer = PhoneWriter.values()[random.nextInt(PhoneWriter.values().length)];
            int minutes = random.nextInt(random.nextBoolean() ? 9 : 40 * DAY);
            int back = random.nextInt(random.nextBoolean() ? 9 : 400 * DAY);
            acts.add(new PhoneAct(writer, minutes, back, random.nextInt(60)));
        }
        return acts;
    }
}
