/** Acts of after a backup are done again to the store that was restored of it. It knows no engine. */
@NullMarked
package dev.ringlock.restore;

import org.jspecify.annotations.NullMarked;
