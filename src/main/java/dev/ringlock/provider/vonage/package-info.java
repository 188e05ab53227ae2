/** Vonage's Messages API: its token and messages. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.vonage;

import org.jspecify.annotations.NullMarked;
