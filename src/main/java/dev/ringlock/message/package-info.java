/** The promise of message senders, the provider of each number, and the owner's settings for them. Knows core only. */
@NullMarked
package dev.ringlock.message;

import org.jspecify.annotations.NullMarked;
