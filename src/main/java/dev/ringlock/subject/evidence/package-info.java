/** Evidence packs: what a function needs to make one. The form of a pack is in {@code evidence}. */
@NullMarked
package dev.ringlock.subject.evidence;

import org.jspecify.annotations.NullMarked;
