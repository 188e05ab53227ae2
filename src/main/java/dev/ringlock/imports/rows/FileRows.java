package dev.ringlock.imports.rows;

import org.jspecify.annotations.Nullable;

/** The rows of a file in its order. */
interface FileRows {

    /** Null at the end. */
    @Nullable
    FileRow next();
}
