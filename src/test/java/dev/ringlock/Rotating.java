package dev.ringlock;

import dev.ringlock.keys.IndexCheck;
import dev.ringlock.keys.IndexVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * What processes know of a rotation while it goes on. An act keeps to what its process knew when it began: the newest phase, or
 * the one before. The next phase waits for the acts that know only of the phase before the last, as {@code LEARNT} does.
 */
final class Rotating implements IndexCheck {

    private final List<IndexVersions> phases = new ArrayList<>(List.of(IndexVersions.FIRST));
    private final List<Integer> atWork = new ArrayList<>(List.of(0));
    private final ThreadLocal<IndexVersions> known = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private int oldest;

    /** Runs an act by a process that may know of the newest phase, or not yet. */
    void run(RandomGenerator random, Runnable act) {
        int phase = begin(random);
        try {
            act.run();
        } finally {
            known.remove();
            end(phase);
        }
    }

    /** Runs an act by a process that knows just that. */
    void as(IndexVersions versions, Runnable act) {
        IndexVersions before = known.get();
        known.set(versions);
        try {
            act.run();
        } finally {
            if (before == null) {
                known.remove();
            } else {
                known.set(before);
            }
        }
    }

    /** Processes begin to learn of it. */
    void learn(IndexVersions next) {
        lock.lock();
        try {
            phases.add(next);
            atWork.add(0);
        } finally {
            lock.unlock();
        }
    }

    /** Every process knows of the newest phase, and no act is under way that does not. */
    void learnt() {
        lock.lock();
        try {
            oldest = phases.size() - 1;
            while (atWork.subList(0, oldest).stream().anyMatch(acts -> acts > 0)) {
                over.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public IndexVersions versions() {
        IndexVersions mine = known.get();
        if (mine != null) {
            return mine;
        }
        lock.lock();
        try {
            return phases.get(phases.size() - 1);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void check(int version, String value) {
        // the keys are a test's
    }

    private int begin(RandomGenerator random) {
        lock.lock();
        try {
            int phase = random.nextBoolean() ? phases.size() - 1 : oldest;
            atWork.set(phase, atWork.get(phase) + 1);
            known.set(phases.get(phase));
            return phase;
        } finally {
            lock.unlock();
        }
    }

    private void end(int phase) {
        lock.lock();
        try {
            atWork.set(phase, atWork.get(phase) - 1);
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
