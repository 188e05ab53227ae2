/** Door: what staff see and do of contacts, numbers masked. Knows edge, steps, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.contacts;

import org.jspecify.annotations.NullMarked;
