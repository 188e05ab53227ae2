/** Door: shows a person of staff one number, for one purpose. Knows edge, steps, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.reveal;

import org.jspecify.annotations.NullMarked;
