/** Core: what a reply's text means. Words are data; plain Java, no clock, no I/O. */
@NullMarked
package dev.ringlock.reply;

import org.jspecify.annotations.NullMarked;
