/** Infobip: a secret in a header, and messages that come several at a time. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.infobip;

import org.jspecify.annotations.NullMarked;
