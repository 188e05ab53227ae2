/** AWS End User Messaging: SNS's signature, the message, and a sender. Knows http, message, provider and the AWS SDK. */
@NullMarked
package dev.ringlock.provider.aws;

import org.jspecify.annotations.NullMarked;
