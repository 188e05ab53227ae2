/** Function {@code confirm}: proves a consent by the code that was sent to the phone. Knows no other function. */
@NullMarked
package dev.ringlock.confirm;

import org.jspecify.annotations.NullMarked;
