/** How many of a purpose's people may be contacted, and why the others may not. It opens no number and has no key. */
@NullMarked
package dev.ringlock.audience.preview;

import org.jspecify.annotations.NullMarked;
