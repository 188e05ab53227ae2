/** Data for analysts and tests: its orders, its rows, and whose a pseudonym is. It opens no number. */
@NullMarked
package dev.ringlock.dataset;

import org.jspecify.annotations.NullMarked;
