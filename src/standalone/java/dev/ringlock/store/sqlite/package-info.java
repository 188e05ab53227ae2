/** The store of one machine: SQLite. The only place that knows its tables. */
@NullMarked
package dev.ringlock.store.sqlite;

import org.jspecify.annotations.NullMarked;
