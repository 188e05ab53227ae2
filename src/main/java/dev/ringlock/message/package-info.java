/** The promise of message senders, what serves which number, and what an owner sets for them. Knows core only. */
@NullMarked
package dev.ringlock.message;

import org.jspecify.annotations.NullMarked;
