/** Asking whether a number has another owner by now: the promise, and whom an owner can ask. Knows core only. */
@NullMarked
package dev.ringlock.reassigned;

import org.jspecify.annotations.NullMarked;
