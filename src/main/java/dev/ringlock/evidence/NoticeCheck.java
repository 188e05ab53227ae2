package dev.ringlock.evidence;

import dev.ringlock.ledger.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares each notice's words, page and picture with the hashes of the ledger's entry about it. */
final class NoticeCheck {

    private static final String WHAT = "notice";
    private static final String FOLDER = "notices/";
    private static final String ENTRY = "/entry.json";

    private NoticeCheck() {}

    static List<PackFinding> of(SortedMap<String, byte[]> files) {
        List<PackFinding> findings = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.startsWith(FOLDER) && name.endsWith(ENTRY)) {
                findings.add(notice(name.substring(0, name.length() - ENTRY.length()), files));
            }
        }
        return findings;
    }

    /** The ledger's entries of the notices that are right, by their folders. */
    static SortedMap<String, PackedEntry> whole(SortedMap<String, byte[]> files) {
        SortedMap<String, PackedEntry> whole = new TreeMap<>();
        for (String name : files.keySet()) {
            if (name.startsWith(FOLDER) && name.endsWith(ENTRY)) {
                String folder = name.substring(0, name.length() - ENTRY.length());
                if (notice(folder, files).result() == PackFinding.Result.GOOD) {
                    whole.put(folder, PackManifest.read(files.getOrDefault(name, new byte[0]), PackedEntry.class));
                }
            }
        }
        return whole;
    }

    private static PackFinding notice(String folder, SortedMap<String, byte[]> files) {
        try {
            PackedEntry entry = PackManifest.read(files.getOrDefault(folder + ENTRY, new byte[0]), PackedEntry.class);
            boolean right = entry.computedHash().equals(entry.hash())
                    && fits(entry, "notice_sha256", files, folder + "/words.txt")
                    && fits(entry, "page_sha256", files, folder + "/page.html")
                    && fits(entry, "picture_sha256", files, folder + "/page.png");
            return right
                    ? PackFinding.good(
                            WHAT, folder + ": words, page and picture have the hashes that the ledger has of them.")
                    : PackFinding.bad(
                            WHAT, folder + ": words, page or picture do not have the hashes that the ledger has.");
        } catch (IllegalArgumentException e) {
            return PackFinding.bad(WHAT, folder + ENTRY + " cannot be read.");
        }
    }

    /** A hash without a file, or a file without a hash, does not fit either. */
    private static boolean fits(PackedEntry entry, String field, SortedMap<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        return content == null
                ? !entry.fields().containsKey(field)
                : Sha256.hex(content).equals(entry.fields().get(field));
    }
}
