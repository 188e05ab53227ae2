/** Work that several functions share: seal, count, send within limits. Knows the rooms around the core, and no function. */
@NullMarked
package dev.ringlock.steps;

import org.jspecify.annotations.NullMarked;
