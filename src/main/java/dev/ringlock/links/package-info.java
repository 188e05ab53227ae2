/** Function {@code links}: makes links to a person's own page. Knows no other function. */
@NullMarked
package dev.ringlock.links;

import org.jspecify.annotations.NullMarked;
