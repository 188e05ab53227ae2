package dev.ringlock.imports.rows;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file in its order. */
interface FileRows {

    /** Null at the end. */
    @Nullable
    FileRow next();

    /** Columns of the mapping that no row had. It is known at the end. */
    default Set<String> missing() {
        return Set.of();
    }
}
