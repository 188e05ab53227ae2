/** Function {@code pages}: the public pages and their files. Knows no store, no key and no other function. */
@NullMarked
package dev.ringlock.pages;

import org.jspecify.annotations.NullMarked;
