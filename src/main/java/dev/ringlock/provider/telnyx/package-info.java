/** Telnyx: its signature and messages, SMS and RCS. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.telnyx;

import org.jspecify.annotations.NullMarked;
