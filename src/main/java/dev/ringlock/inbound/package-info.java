/** Replies from the phone: each provider's format, read once its sender is proved; what a message does; the answer. */
@NullMarked
package dev.ringlock.inbound;

import org.jspecify.annotations.NullMarked;
