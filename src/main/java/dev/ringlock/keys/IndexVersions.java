package dev.ringlock.keys;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which versions of the index key live, as the ledger says. All of them are looked up; one makes the ids of new contacts.
 *
 * @param newest the newest version; the first is 1
 */
public record IndexVersions(int newest, Phase phase) {

    /** The phases of a rotation, in order. */
    public enum Phase {
        /** All processes learn to look the newest version up. The one before it still makes new ids. */
        READ,
        /** The newest version makes new ids, and contacts move there. */
        MOVE,
        /** Every number that is stored lives under the newest version. */
        DONE
    }

    /** Before any rotation. */
    public static final IndexVersions FIRST = new IndexVersions(1, Phase.DONE);

    /** The version that makes the ids of new contacts. */
    public int making() {
        return phase == Phase.READ ? newest - 1 : newest;
    }

    /** Whether two processes may differ about which version makes new ids. */
    public boolean isRotating() {
        return phase != Phase.DONE;
    }

    /** Whether a rotation is further here than there. */
    public boolean isAfter(IndexVersions other) {
        return newest > other.newest || (newest == other.newest && phase.compareTo(other.phase) > 0);
    }

    /** All that are looked up: the one that makes new ids, and then the newest first. */
    List<Integer> living() {
        Stream<Integer> others = IntStream.rangeClosed(1, newest)
                .map(number -> newest + 1 - number)
                .filter(version -> version != making())
                .boxed();
        return Stream.concat(Stream.of(making()), others).toList();
    }
}
