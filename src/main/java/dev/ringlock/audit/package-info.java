/** Door: what an auditor reads of the ledger, and the purge's runs. Knows edge, steps, store and core; no key, no other door. */
@NullMarked
package dev.ringlock.audit;

import org.jspecify.annotations.NullMarked;
