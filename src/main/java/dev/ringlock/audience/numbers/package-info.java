/** From an audience's compartments to numbers in clear, and what they are wanted for. Pages and exports share it. */
@NullMarked
package dev.ringlock.audience.numbers;

import org.jspecify.annotations.NullMarked;
