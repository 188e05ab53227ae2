/** Sinch: its signature, and the messages of its SMS API and its Conversation API. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.sinch;

import org.jspecify.annotations.NullMarked;
