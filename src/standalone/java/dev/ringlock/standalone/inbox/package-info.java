/** Played providers. They sign a message as the real ones do, for the demo's inbox and for tests. */
@NullMarked
package dev.ringlock.standalone.inbox;

import org.jspecify.annotations.NullMarked;
