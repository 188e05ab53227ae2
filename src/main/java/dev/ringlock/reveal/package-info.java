/** Function {@code reveal}: shows a person of staff one number, for one purpose. Knows no other function. */
@NullMarked
package dev.ringlock.reveal;

import org.jspecify.annotations.NullMarked;
