/** Delivery receipts: what became of messages that the owner's systems sent. Knows no provider's format. */
@NullMarked
package dev.ringlock.delivery;

import org.jspecify.annotations.NullMarked;
