/** Backups of one machine: written, thinned out, and restored so that nobody comes back. */
@NullMarked
package dev.ringlock.standalone.backup;

import org.jspecify.annotations.NullMarked;
