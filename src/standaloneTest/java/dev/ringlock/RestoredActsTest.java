package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.VaultForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random acts in random order on a store that fails at random, beside the model of docs/model.md, while everything moves into
 * a new Ringlock now and then. No move turns a no into a yes, or loses anything.
 */
class RestoredActsTest {

    private static final int ACTS = 120;
    private static final int MOVES_EVERY = 15;

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnAcknowledgedNoOnlyAProofThatBeganLaterGrantsWhereverItIsKept(long seed, @TempDir Path folder)
            throws IOException {
        TestClock clock = new TestClock();
        // it has every purpose that the acts know
        Policy policy = PolicyWithEvents.read();
        VaultForTests vault = VaultForTests.made(Files.createDirectory(folder.resolve("0")), clock);
        ContactId phone = new Index(vault.keys()).contactId(PhoneNumber.ofCanonical(OptOutActs.PHONE));
        OptOutActs acts = new OptOutActs(vault.store(), new Random(seed), clock, vault.keys());
        for (int i = 1; i <= ACTS; i++) {
            acts.next();
            if (i % MOVES_EVERY == 0) {
                VaultForTests next = vault.movedTo(Files.createDirectory(folder.resolve(String.valueOf(i))), policy);
                assertEquals(List.of(), VaultForTests.differences(vault.rows(), next.rows()));
                vault.close();
                vault = next;
                acts.moveTo(vault.store(), vault.keys());
            }
            acts.check(
                    vault.store()
                            .load(List.of(vault.engines().index.contactId(PhoneNumber.ofCanonical(OptOutActs.PHONE))))
                            .get(0),
                    "seed " + seed + ", act " + i);
        }
        vault.close();
        assertTrue(acts.model().grantsAfterANo() > 0, "seed " + seed + ": nothing was granted after a no");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Deep.of(4, 100));
    }
}
