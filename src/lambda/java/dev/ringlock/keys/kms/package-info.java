/** {@link dev.ringlock.keys.Keys} on AWS KMS. Knows keys, core and the AWS SDK. */
@NullMarked
package dev.ringlock.keys.kms;

import org.jspecify.annotations.NullMarked;
