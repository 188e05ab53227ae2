/** Text documents as PDF: plain Java, no AWT, and the same bytes for the same text. Knows nothing else of Ringlock. */
@NullMarked
package dev.ringlock.print;

import org.jspecify.annotations.NullMarked;
