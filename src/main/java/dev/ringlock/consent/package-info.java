/** Core: what a person consented to or opted out of, and the pure rules that turn an act into a Change. Plain Java. */
@NullMarked
package dev.ringlock.consent;

import org.jspecify.annotations.NullMarked;
