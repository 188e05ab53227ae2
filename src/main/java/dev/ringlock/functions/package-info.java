/** The one list of functions: name, routes, callers, needs. Knows only java.*, so that everybody may read it. */
@NullMarked
package dev.ringlock.functions;

import org.jspecify.annotations.NullMarked;
