package dev.ringlock.dataset.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the walk over contacts or the ledger is.
 *
 * @param policyVersion under which it began: another policy has other columns
 * @param read what was read so far, sealed. The guard has not looked at it: nobody is given it
 * @param cursor where it goes on; null at the begin and at the end
 * @param walked whether the walk is over
 * @param percent of the walk
 */
@RegisterForReflection
record DatasetProgress(
        String policyVersion,
        List<DatasetPart> read,
        @Nullable String cursor,
        boolean walked,
        int percent) {

    DatasetProgress {
        read = List.copyOf(read);
    }

    static DatasetProgress nothing(String policyVersion) {
        return new DatasetProgress(policyVersion, List.of(), null, false, 0);
    }

    DatasetProgress with(DatasetPart part, @Nullable String next, int done) {
        return new DatasetProgress(
                policyVersion,
                Stream.concat(read.stream(), Stream.of(part)).toList(),
                next,
                next == null,
                next == null ? 99 : done);
    }
}
