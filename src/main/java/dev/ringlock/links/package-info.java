/** Function {@code links}: makes links to a person's own page, and sends what staff ask it to send. Knows no other function. */
@NullMarked
package dev.ringlock.links;

import org.jspecify.annotations.NullMarked;
