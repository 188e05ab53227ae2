/** Makes a dataset in steps: walks contacts or the ledger, asks the guard, and seals the rows that it lets through. */
@NullMarked
package dev.ringlock.dataset.run;

import org.jspecify.annotations.NullMarked;
