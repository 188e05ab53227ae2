/** The key engine of one machine: a key file. */
@NullMarked
package dev.ringlock.keys.file;

import org.jspecify.annotations.NullMarked;
