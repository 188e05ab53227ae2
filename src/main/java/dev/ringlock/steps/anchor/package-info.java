/** Anchors of the ledger: roots of its entries' hashes, and what a clock outside of the house says of them. */
@NullMarked
package dev.ringlock.steps.anchor;

import org.jspecify.annotations.NullMarked;
