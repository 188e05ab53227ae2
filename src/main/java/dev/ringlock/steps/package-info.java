/** Steps that several doors take: try again, seal, send within limits. Knows store, keys, message, policy, core; no door. */
@NullMarked
package dev.ringlock.steps;

import org.jspecify.annotations.NullMarked;
