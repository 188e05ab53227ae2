/** The one-machine server: gateway, start, demo. Never in the Lambda artifact. */
@NullMarked
package dev.ringlock.standalone;

import org.jspecify.annotations.NullMarked;
