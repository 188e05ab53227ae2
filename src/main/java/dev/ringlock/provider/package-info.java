/** Webhooks of the message providers: each one's signature, checked before anything of the message is read. */
@NullMarked
package dev.ringlock.provider;

import org.jspecify.annotations.NullMarked;
