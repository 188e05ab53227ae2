/**
 * Function {@code audience}: gives a purpose's campaigns the numbers that may be used for it. Knows no other function.
 */
@NullMarked
package dev.ringlock.audience;

import org.jspecify.annotations.NullMarked;
