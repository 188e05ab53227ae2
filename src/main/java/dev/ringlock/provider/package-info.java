/**
 * Webhooks of the message providers: the proof, checked before anything of a message is read, and the events that a genuine
 * request tells. Each provider has a folder of its own below, which this package does not know.
 */
@NullMarked
package dev.ringlock.provider;

import org.jspecify.annotations.NullMarked;
