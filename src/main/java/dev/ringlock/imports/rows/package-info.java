/** The lines of a file that another system wrote: reading, mapping, refusing. It stores nothing. */
@NullMarked
package dev.ringlock.imports.rows;

import org.jspecify.annotations.NullMarked;
