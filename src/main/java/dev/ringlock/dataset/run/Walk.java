package dev.ringlock.dataset.run;

import dev.ringlock.store.Page;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table, page by page. */
interface Walk {

    /** The rows behind that cursor. A page may have none, and there be more. */
    Page<ReadRow> page(@Nullable String cursor);

    /** How much of it is behind that cursor, from 0 to 99. */
    int percent(String cursor);
}
