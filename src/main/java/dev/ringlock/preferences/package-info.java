/** Door: a person's own page, which shows and takes back. Knows edge, steps, store, policy and core; no key, no other door. */
@NullMarked
package dev.ringlock.preferences;

import org.jspecify.annotations.NullMarked;
