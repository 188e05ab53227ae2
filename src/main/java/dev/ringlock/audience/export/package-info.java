/** Door, beside audience: a purpose's audience as files, written step by step. Knows edge, steps, store, keys, policy, core. */
@NullMarked
package dev.ringlock.audience.export;

import org.jspecify.annotations.NullMarked;
