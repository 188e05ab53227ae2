/** Sealed files in a folder of this machine. Knows store's promise only. */
@NullMarked
package dev.ringlock.store.files;

import org.jspecify.annotations.NullMarked;
