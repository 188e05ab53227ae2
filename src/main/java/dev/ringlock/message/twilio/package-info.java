/** {@link dev.ringlock.message.MessageSender} on Twilio's REST API. Knows message and core. */
@NullMarked
package dev.ringlock.message.twilio;

import org.jspecify.annotations.NullMarked;
