/** {@link dev.ringlock.store.Store} on DynamoDB. Knows store, core and the AWS SDK. */
@NullMarked
package dev.ringlock.store.dynamodb;

import org.jspecify.annotations.NullMarked;
