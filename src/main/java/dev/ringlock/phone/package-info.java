/** Core: what a phone number is. The only room that knows libphonenumber; no clock, no I/O. */
@NullMarked
package dev.ringlock.phone;

import org.jspecify.annotations.NullMarked;
