/** Function {@code import}: reads a file's rows and stores what they say, step by step. Knows no other function. */
@NullMarked
package dev.ringlock.imports.run;

import org.jspecify.annotations.NullMarked;
