package dev.ringlock.evidence;

import dev.ringlock.evidence.PackManifest.Chain;
import dev.ringlock.phone.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Computes a contact's history anew, entry by entry. */
final class ChainCheck {

    private static final String WHAT = "chain";

    private ChainCheck() {}

    /** Whether nothing bad is found. */
    static boolean isWhole(Chain chain, SortedMap<String, byte[]> files) {
        return of(chain, files).stream().noneMatch(finding -> finding.result() == PackFinding.Result.BAD);
    }

    static List<PackFinding> of(Chain chain, SortedMap<String, byte[]> files) {
        if (!ContactId.isId(chain.contact())) {
            return List.of(PackFinding.bad(WHAT, "The list of histories names what is no contact."));
        }
        List<PackedEntry> entries;
        try {
            entries = PackManifest.readEntries(files.getOrDefault(chain.file(), new byte[0]));
        } catch (IllegalArgumentException e) {
            return List.of(PackFinding.bad(WHAT, chain.file() + " is missing, or cannot be read."));
        }
        List<PackFinding> findings = new ArrayList<>();
        String before = entries.isEmpty() ? "" : entries.get(0).previous();
        if (!before.isEmpty()) {
            findings.add(PackFinding.note(
                    WHAT,
                    "The history of " + chain.contact() + " begins behind an older entry that was deleted once its"
                            + " time to be kept was over."));
        }
        for (PackedEntry entry : entries) {
            if (!entry.subject().equals(chain.contact())
                    || !entry.previous().equals(before)
                    || !entry.computedHash().equals(entry.hash())) {
                findings.add(PackFinding.bad(
                        WHAT,
                        "Entry " + entry.ulid() + " of " + chain.contact() + " does not follow the one before it."));
                return findings;
            }
            before = entry.hash();
        }
        if (entries.size() != chain.entries() || !before.equals(chain.head())) {
            findings.add(PackFinding.bad(
                    WHAT, "The history of " + chain.contact() + " does not end where it was signed to end."));
        } else {
            findings.add(PackFinding.good(
                    WHAT,
                    "The history of " + chain.contact() + " is whole: " + chain.entries()
                            + " entries, each with the hash of the one before it."));
        }
        return findings;
    }
}
