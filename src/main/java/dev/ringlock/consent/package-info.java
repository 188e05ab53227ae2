/** Core: what a person said yes and no to, and the pure rules that turn an act into a Change. Plain Java. */
@NullMarked
package dev.ringlock.consent;

import org.jspecify.annotations.NullMarked;
