/** Opens an audience's numbers, and says why. Pages and exports share it. */
@NullMarked
package dev.ringlock.audience.numbers;

import org.jspecify.annotations.NullMarked;
