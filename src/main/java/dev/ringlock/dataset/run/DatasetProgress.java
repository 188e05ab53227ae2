package dev.ringlock.dataset.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the reading of a table is.
 *
 * @param read the rows so far, sealed. The guard has not looked at them: nobody is given them
 * @param cursor where it goes on; null at the begin and at the end
 * @param walked whether all is read
 * @param percent of the walk
 */
@RegisterForReflection
record DatasetProgress(List<DatasetPart> read, @Nullable String cursor, boolean walked, int percent) {

    static final DatasetProgress NOTHING = new DatasetProgress(List.of(), null, false, 0);

    DatasetProgress {
        read = List.copyOf(read);
    }

    DatasetProgress with(DatasetPart part, @Nullable String next, int done) {
        return new DatasetProgress(
                Stream.concat(read.stream(), Stream.of(part)).toList(), next, next == null, next == null ? 99 : done);
    }
}
