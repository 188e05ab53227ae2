/** Function {@code audit}: the ledger and the purge's runs for auditors. Knows no key and no other function. */
@NullMarked
package dev.ringlock.audit;

import org.jspecify.annotations.NullMarked;
