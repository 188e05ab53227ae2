/** Function {@code contacts}: what staff see and do, with masked numbers. Knows no other function. */
@NullMarked
package dev.ringlock.contacts;

import org.jspecify.annotations.NullMarked;
