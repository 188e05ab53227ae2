/** Function {@code capture}: stores a number with its owner's consent. Knows no other function. */
@NullMarked
package dev.ringlock.capture;

import org.jspecify.annotations.NullMarked;
