/** Function {@code export}: a purpose's audience as files, written step by step. Knows no other function. */
@NullMarked
package dev.ringlock.audience.export;

import org.jspecify.annotations.NullMarked;
