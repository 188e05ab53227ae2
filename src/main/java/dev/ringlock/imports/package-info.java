/** Function {@code imports}: takes a file in sealed parts, shows what came of it. Knows no other function. */
@NullMarked
package dev.ringlock.imports;

import org.jspecify.annotations.NullMarked;
