/** Door: takes a number with its owner's consent. Knows edge, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.capture;

import org.jspecify.annotations.NullMarked;
