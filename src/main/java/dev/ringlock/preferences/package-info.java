/**
 * Function {@code preferences}: a person's own page, which shows consents and withdraws them. Knows no key and no other
 * function.
 */
@NullMarked
package dev.ringlock.preferences;

import org.jspecify.annotations.NullMarked;
