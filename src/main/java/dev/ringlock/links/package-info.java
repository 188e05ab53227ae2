/** Door: makes links to a person's own page. Knows edge, steps, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.links;

import org.jspecify.annotations.NullMarked;
