/** Core: who may do what, and how often. Plain Java. */
@NullMarked
package dev.ringlock.access;

import org.jspecify.annotations.NullMarked;
