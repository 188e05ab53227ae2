/** Core: the meaning of a reply's text. The words are data. Plain Java, no clock, no I/O. */
@NullMarked
package dev.ringlock.reply;

import org.jspecify.annotations.NullMarked;
