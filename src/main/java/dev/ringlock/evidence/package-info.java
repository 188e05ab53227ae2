/** The form of an evidence pack, and whether one is whole. It needs the pack alone: no store, no key, no network. */
@NullMarked
package dev.ringlock.evidence;

import org.jspecify.annotations.NullMarked;
