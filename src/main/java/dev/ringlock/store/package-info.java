/** The promise of storage in our own words; nothing outside an engine's folder knows a table. Knows core only. */
@NullMarked
package dev.ringlock.store;

import org.jspecify.annotations.NullMarked;
