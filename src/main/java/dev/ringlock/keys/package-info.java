/** The promise of key engines, and what is built on it: the envelope, data keys in use, the index. Knows core only. */
@NullMarked
package dev.ringlock.keys;

import org.jspecify.annotations.NullMarked;
