/** Types that every room may know. It knows no room. */
@NullMarked
package dev.ringlock;

import org.jspecify.annotations.NullMarked;
