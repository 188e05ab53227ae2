/** Core: roles, the actions that they allow, and limits of use. Plain Java. */
@NullMarked
package dev.ringlock.access;

import org.jspecify.annotations.NullMarked;
