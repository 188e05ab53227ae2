package dev.ringlock.standalone.archive;

import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of an archive.
 *
 * @param contacts all, suppressions among them
 * @param numbers contacts with a number
 * @param entries of the ledger
 * @param unopened contacts whose number could not be opened
 * @param broken contacts whose entries are not one chain up to the contact's newest: some were changed or taken out
 */
public record ArchiveCounts(
        long contacts,
        long numbers,
        long entries,
        long heldTexts,
        long budgets,
        long onces,
        long unopened,
        long broken) {

    /** As the ledger's fields. */
    Map<String, String> fields() {
        return new TreeMap<>(Map.of(
                "contacts", String.valueOf(contacts),
                "numbers", String.valueOf(numbers),
                "entries", String.valueOf(entries),
                "unopened", String.valueOf(unopened),
                "broken", String.valueOf(broken)));
    }
}
