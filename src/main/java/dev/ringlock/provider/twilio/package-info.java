/** Twilio: its signature, forms, markup, settings and sender. Knows http, message and the rest of provider. */
@NullMarked
package dev.ringlock.provider.twilio;

import org.jspecify.annotations.NullMarked;
