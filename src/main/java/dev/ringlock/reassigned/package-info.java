/** Whether a number has another owner by now: the promise, and the sources that an owner can set. Knows core only. */
@NullMarked
package dev.ringlock.reassigned;

import org.jspecify.annotations.NullMarked;
