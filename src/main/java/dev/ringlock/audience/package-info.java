/** Door: gives a purpose's campaigns the numbers that may be used for it. Knows edge, steps, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.audience;

import org.jspecify.annotations.NullMarked;
