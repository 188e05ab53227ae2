/** What is held about one person, read once and told as a page, a PDF or JSON-LD. Opens no number. */
@NullMarked
package dev.ringlock.steps.record;

import org.jspecify.annotations.NullMarked;
