/** The guard over datasets: what leaves singles nobody out. Plain Java, pure rules; the room knows nothing of Ringlock. */
@NullMarked
package dev.ringlock.dataset.guard;

import org.jspecify.annotations.NullMarked;
