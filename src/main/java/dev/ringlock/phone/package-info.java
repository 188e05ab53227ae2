/** Core: phone numbers. The only room that knows libphonenumber. No clock, no I/O. */
@NullMarked
package dev.ringlock.phone;

import org.jspecify.annotations.NullMarked;
