/** {@link dev.ringlock.message.MessageSender} on Twilio's REST API. Knows message and core. */
@NullMarked
package dev.ringlock.provider.twilio;

import org.jspecify.annotations.NullMarked;
