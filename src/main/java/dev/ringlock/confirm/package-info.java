/** Door: takes the code that proves a yes from the phone. Knows edge, steps, store, keys, policy and core; no other door. */
@NullMarked
package dev.ringlock.confirm;

import org.jspecify.annotations.NullMarked;
