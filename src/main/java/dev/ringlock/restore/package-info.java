/** What a backup does not know is done again to what was restored of it. It knows no engine: both stores are restored so. */
@NullMarked
package dev.ringlock.restore;

import org.jspecify.annotations.NullMarked;
