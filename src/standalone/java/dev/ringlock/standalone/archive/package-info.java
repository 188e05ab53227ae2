/** Everything of one machine as one encrypted file, and a new Ringlock made of it. */
@NullMarked
package dev.ringlock.standalone.archive;

import org.jspecify.annotations.NullMarked;
