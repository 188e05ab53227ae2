/** A sender of the owner's own, by Standard Webhooks. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.generic;

import org.jspecify.annotations.NullMarked;
