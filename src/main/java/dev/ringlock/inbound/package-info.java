/** Replies from the phone: what an event of a provider does, and what is said to it. Knows no provider's format. */
@NullMarked
package dev.ringlock.inbound;

import org.jspecify.annotations.NullMarked;
