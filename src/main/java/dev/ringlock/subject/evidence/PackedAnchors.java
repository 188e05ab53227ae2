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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The anchors over the entries of a pack, and their time stamps. An entry is covered by the anchors of all later entries too. */
final class PackedAnchors {

    /** In one pack. A time stamp has up to 10 KB. */
    private static final int MOST = 100;

    private final AnchorPaths paths;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<PackedAnchor> anchors = new ArrayList<>();

    /** An anchor with the entries that may be in its tree, in the order of their history. */
    private record AnchoredEntries(Anchor anchor, List<Entry> entries) {}

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

    /** The entries that each anchor may cover, the oldest anchor first. */
    private List<AnchoredEntries> anchored(List<Entry> entries) {
        SortedMap<String, AnchoredEntries> found = new TreeMap<>();
        for (Entry entry : entries) {
            for (Anchor anchor : paths.over(entry.ulid().at())) {
                found.computeIfAbsent(anchor.id(), id -> new AnchoredEntries(anchor, new ArrayList<>()))
                        .entries()
                        .add(entry);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(each -> each.anchor().to()))
                .toList();
    }

    /** If they are too many, those in the middle are left out. Later ones cover their entries. */
    private static List<AnchoredEntries> ends(List<AnchoredEntries> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<AnchoredEntries> ends = new ArrayList<>(all.subList(0, most / 2));
        ends.addAll(all.subList(all.size() - (most - most / 2), all.size()));
        return ends;
    }

    /** The last entry under each anchor: the others are before it in the chain. */
    private void add(List<AnchoredEntries> anchored) {
        for (AnchoredEntries each : anchored) {
            for (int i = each.entries().size() - 1; i >= 0; i--) {
                Entry entry = each.entries().get(i);
                Optional<AnchorPath> path = paths.of(entry, each.anchor());
                if (path.isPresent()) {
                    add(entry, path.get());
                    break;
                }
            }
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
