/** Core: the history's entries, their order and their hash chain. Plain Java. */
@NullMarked
package dev.ringlock.ledger;

import org.jspecify.annotations.NullMarked;
