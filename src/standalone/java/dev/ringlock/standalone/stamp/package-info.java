/** Time stamps (RFC 3161): asked for, read and checked with Bouncy Castle, which only this room knows. */
@NullMarked
package dev.ringlock.standalone.stamp;

import org.jspecify.annotations.NullMarked;
