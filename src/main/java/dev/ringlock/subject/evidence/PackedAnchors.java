package dev.ringlock.subject.evidence;

import dev.ringlock.evidence.PackManifest;
import dev.ringlock.evidence.PackedAnchor;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.anchor.Anchor;
import dev.ringlock.steps.anchor.AnchorPath;
import dev.ringlock.steps.anchor.AnchorPaths;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The anchors over the entries of a pack, and their time stamps. An entry is covered by the anchors of all later entries too. */
final class PackedAnchors {

    /** In one pack. A time stamp has up to 10 KB. */
    private static final int MOST = 100;

    private final AnchorPaths paths;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<PackedAnchor> anchors = new ArrayList<>();

    private PackedAnchors(Store store) {
        this.paths = new AnchorPaths(store);
    }

    /** Empty if no entry of these has an anchor. */
    static SortedMap<String, byte[]> of(Store store, Map<ContactId, List<Entry>> histories, List<Entry> notices) {
        PackedAnchors packed = new PackedAnchors(store);
        int most = Math.max(2, MOST / Math.max(1, histories.size()));
        histories.values().forEach(entries -> packed.add(ends(packed.anchored(entries), most)));
        for (Entry notice : notices) {
            packed.paths.ofTheBeginning(notice).ifPresent(path -> packed.add(notice, path));
        }
        if (!packed.anchors.isEmpty()) {
            packed.files.put(
                    PackedAnchor.NAME, PackManifest.text(packed.anchors).getBytes(StandardCharsets.UTF_8));
        }
        return packed.files;
    }

    /** An entry with its anchor. */
    private record AnchoredEntry(Entry entry, Anchor anchor) {}

    /** The last entry under each anchor, the oldest anchor first: the others are before it in the chain. */
    private Collection<AnchoredEntry> anchored(List<Entry> entries) {
        SortedMap<String, AnchoredEntry> last = new TreeMap<>();
        for (Entry entry : entries) {
            paths.over(entry.ulid().at())
                    .ifPresent(anchor -> last.put(anchor.digest(), new AnchoredEntry(entry, anchor)));
        }
        return last.values().stream()
                .sorted(Comparator.comparing(each -> each.anchor().to()))
                .toList();
    }

    /** If they are too many, those in the middle are left out. Later ones cover their entries. */
    private static List<AnchoredEntry> ends(Collection<AnchoredEntry> all, int most) {
        List<AnchoredEntry> list = List.copyOf(all);
        if (list.size() <= most) {
            return list;
        }
        List<AnchoredEntry> ends = new ArrayList<>(list.subList(0, most / 2));
        ends.addAll(list.subList(list.size() - (most - most / 2), list.size()));
        return ends;
    }

    private void add(List<AnchoredEntry> entries) {
        for (AnchoredEntry each : entries) {
            paths.of(each.entry(), each.anchor()).ifPresent(path -> add(each.entry(), path));
        }
    }

    private void add(Entry entry, AnchorPath path) {
        String stamp = "";
        if (path.stamp().length > 0) {
            stamp = "stamps/" + path.stamped().id() + ".tsr";
            files.put(stamp, path.stamp());
        }
        anchors.add(new PackedAnchor(
                entry.subject(),
                entry.ulid().value(),
                entry.hash(),
                path.index(),
                path.anchor().entries(),
                path.path(),
                path.anchor().previous(),
                path.later(),
                path.stamped().digest(),
                Time.rfc3339(path.stamped().to()),
                stamp));
    }
}
