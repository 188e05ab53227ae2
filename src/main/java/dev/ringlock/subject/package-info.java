/** Function {@code subject}: what a person may ask of what is held about them, by staff. Knows no other function. */
@NullMarked
package dev.ringlock.subject;

import org.jspecify.annotations.NullMarked;
