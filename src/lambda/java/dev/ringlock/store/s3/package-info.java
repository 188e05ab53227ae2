/** Exports' files on S3. Knows store's promise only. */
@NullMarked
package dev.ringlock.store.s3;

import org.jspecify.annotations.NullMarked;
