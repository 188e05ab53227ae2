package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.keys.TestKeys;
import dev.ringlock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** After an acknowledged no, no decision says allow, on every store, while many act and decide at once and machines fail. */
public abstract class AfterANoContract {

    private static final List<String> PHONES = List.of("+12025550123", "+12025550124");
    private static final int WRITERS = 3;
    private static final int DECIDERS = 2;
    private static final int ACTS = Deep.of(60, 120);

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void noDecisionSaysAllowAfterAnAcknowledgedNo() throws InterruptedException {
        TestKeys keys = new TestKeys();
        ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        long noes = 0;
        long allowedAgain = 0;
        for (int round = 0; round < rounds(); round++) {
            List<BusyPhone> phones = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (String number : PHONES) {
                BusyPhone phone = new BusyPhone(number, store(), clock, keys);
                phones.add(phone);
                threads.addAll(start(phone, 100 * round, thrown));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), List.copyOf(thrown));
            for (BusyPhone phone : phones) {
                assertEquals(List.of(), phone.history().wrong(), "round " + round);
                noes += phone.history().noes();
                allowedAgain += phone.history().allowedAgain();
            }
        }
        assertTrue(
                noes > 10 * rounds() && allowedAgain > 10 * rounds(),
                noes + " noes, " + allowedAgain + " allowed again");
    }

    protected int rounds() {
        return Deep.of(2, 20);
    }

    private static List<Thread> start(BusyPhone phone, long seed, ConcurrentLinkedQueue<Throwable> thrown) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> phone.write(random, ACTS)));
        }
        Thread[] writers = threads.toArray(Thread[]::new);
        for (int i = 0; i < DECIDERS; i++) {
            threads.add(new Thread(() -> phone.decide(writers)));
        }
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((any, why) -> thrown.add(why));
            thread.start();
        });
        return threads;
    }
}
