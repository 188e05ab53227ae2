package dev.ringlock.steps;

import dev.ringlock.keys.Index;
import dev.ringlock.keys.IndexVersions;
import dev.ringlock.keys.IndexVersions.Phase;
import dev.ringlock.keys.Keys;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rotation of the index key, phase by phase, on the ledger. {@code docs/decisions/0054} argues why no phase splits a
 * contact.
 */
@Singleton
public final class IndexRotation {

    /**
     * After so long every process knows of a phase, and nothing is under way that began without knowing: each looks after a
     * minute ({@link KeyCheck}), and AWS ends what takes longer than 15.
     */
    public static final Duration LEARNT = Duration.ofMinutes(20);

    private final Store store;
    private final Keys keys;
    private final Clock clock;

    public IndexRotation(Store store, Keys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** How far it is, and since when. */
    public record RotationState(IndexVersions versions, Instant since) {

        /** Whether every process knows of it by then. */
        public boolean isLearnt(Instant now) {
            return !now.isBefore(since.plus(LEARNT));
        }
    }

    /** As the ledger says now. */
    public RotationState state() {
        IndexState state = read();
        return new RotationState(state.versions(), state.since());
    }

    /** The version that a new rotation would bring. */
    public int next() {
        return read().versions().newest() + 1;
    }

    /**
     * Begins one. The engine has to have the key of the new version already.
     *
     * @return false if one is under way
     * @throws IllegalStateException if there were too many already
     */
    public boolean begin() {
        return store.change(() -> {
            IndexState before = read();
            int version = before.versions().newest() + 1;
            if (before.versions().isRotating()) {
                return ChangePlan.answer(false);
            }
            if (version > ContactId.MOST_VERSIONS) {
                throw new IllegalStateException("the index key has had all its versions");
            }
            Map<Integer, String> checks = new TreeMap<>(before.checks());
            for (int each = 1; each <= version; each++) {
                checks.putIfAbsent(each, Index.checkValue(keys, each));
            }
            return write(before, new IndexVersions(version, Phase.READ), checks);
        });
    }

    /** Goes on to the phase in which contacts move, if every process looks the new version up by now. */
    public void goOn() {
        store.change(() -> {
            IndexState before = read();
            IndexVersions versions = before.versions();
            return versions.phase() == Phase.READ
                            && !clock.instant().isBefore(before.since().plus(LEARNT))
                    ? write(before, new IndexVersions(versions.newest(), Phase.MOVE), before.checks())
                    : ChangePlan.answer(false);
        });
    }

    /**
     * Ends it.
     *
     * @param walkedSince when a walk began that met nothing under the older versions. It has to be long enough after new
     *     contacts have got their ids under the newest one
     */
    public void end(Instant walkedSince) {
        store.change(() -> {
            IndexState before = read();
            IndexVersions versions = before.versions();
            return versions.phase() == Phase.MOVE
                            && !walkedSince.isBefore(before.since().plus(LEARNT))
                    ? write(before, new IndexVersions(versions.newest(), Phase.DONE), before.checks())
                    : ChangePlan.answer(false);
        });
    }

    /**
     * This store was restored of a backup, and another was further: its opt-outs since are under its newest version. A rotation
     * that had ended there goes on here, since the backup's contacts have not moved.
     *
     * @param theirs the newest entry of the index key there
     */
    public void follow(Entry theirs) {
        IndexState there = IndexState.of(Optional.of(theirs));
        IndexVersions versions = new IndexVersions(
                there.versions().newest(), there.versions().phase() == Phase.READ ? Phase.READ : Phase.MOVE);
        store.change(() -> {
            IndexState before = read();
            return versions.isAfter(before.versions())
                    ? write(before, versions, there.checks())
                    : ChangePlan.answer(false);
        });
    }

    private ChangePlan<Boolean> write(IndexState before, IndexVersions then, Map<Integer, String> checks) {
        return ChangePlan.write(Commit.of(List.of(before.next(then, checks, clock.instant()))), true);
    }

    private IndexState read() {
        return IndexState.of(store.newest(KeyCheck.INDEX));
    }
}
