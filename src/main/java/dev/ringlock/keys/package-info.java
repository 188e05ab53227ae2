/** The promise of key engines, and its users: the envelope, data keys in use, the index. Knows core only. */
@NullMarked
package dev.ringlock.keys;

import org.jspecify.annotations.NullMarked;
