/** Function {@code decide}: whether a number may be contacted, and why not, for systems that send. Knows no other function. */
@NullMarked
package dev.ringlock.decide;

import org.jspecify.annotations.NullMarked;
