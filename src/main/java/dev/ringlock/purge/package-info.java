/** Door: what is due is looked at, and what should be gone goes. Started by its schedule alone; no address leads here. */
@NullMarked
package dev.ringlock.purge;

import org.jspecify.annotations.NullMarked;
