/** The command line of {@code ringlock.jar}. It knows the rest of the one-machine server, which does not know it. */
@NullMarked
package dev.ringlock.standalone.command;

import org.jspecify.annotations.NullMarked;
