/** MessageBird: its token and messages. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.messagebird;

import org.jspecify.annotations.NullMarked;
