/** What the owner declares: purposes, notices and their wordings, and how long what is kept. Plain Java; knows phone and ledger. */
@NullMarked
package dev.ringlock.terms;

import org.jspecify.annotations.NullMarked;
