/** The owner's declarations: purposes, notices with their wordings, and retention. Plain Java; knows phone and ledger. */
@NullMarked
package dev.ringlock.terms;

import org.jspecify.annotations.NullMarked;
