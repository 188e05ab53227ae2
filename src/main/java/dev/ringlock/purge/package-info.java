/**
 * Function {@code purge}: checks due contacts, and deletes what has to go. Only its schedule starts it; it has no
 * address.
 */
@NullMarked
package dev.ringlock.purge;

import org.jspecify.annotations.NullMarked;
