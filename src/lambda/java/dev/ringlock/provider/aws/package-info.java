/** {@link dev.ringlock.message.MessageSender} on AWS End User Messaging. Knows message, core and the AWS SDK. */
@NullMarked
package dev.ringlock.provider.aws;

import org.jspecify.annotations.NullMarked;
