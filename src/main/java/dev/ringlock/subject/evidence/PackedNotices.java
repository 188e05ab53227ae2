package dev.ringlock.subject.evidence;

import dev.ringlock.evidence.PackManifest;
import dev.ringlock.evidence.PackedEntry;
import dev.ringlock.ledger.Entry;
import dev.ringlock.steps.RegisteredForms;
import dev.ringlock.steps.RegisteredForms.KeptForm;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every notice that a consent of the pack names: its words, and the signup form as it showed them then. */
final class PackedNotices {

    private final Store store;
    private final Map<String, List<Entry>> notices = new HashMap<>();
    private final List<Entry> packed = new ArrayList<>();

    PackedNotices(Store store) {
        this.store = store;
    }

    SortedMap<String, byte[]> of(List<Entry> entries) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.fields().containsKey("notice_sha256"))
                .sorted(Comparator.comparing(Entry::ulid))
                .forEach(yes -> add(yes, files));
        return files;
    }

    /** The ledger's entries of those that are in the pack. */
    List<Entry> packed() {
        return packed;
    }

    /** The folder tells notice, version, language, and the beginning of the hash of the words and of the page. */
    private void add(Entry yes, SortedMap<String, byte[]> files) {
        String subject = "notice/" + field(yes, "notice_id") + "/" + field(yes, "notice_version");
        String language = field(yes, "notice_language");
        String words = field(yes, "notice_sha256");
        List<Entry> notice = notices.computeIfAbsent(subject, store::wholeHistory);
        Optional<KeptForm> form = RegisteredForms.at(store, notice, language, words, yes.at());
        Optional<Entry> registered = form.map(KeptForm::notice)
                .or(() -> notice.stream()
                        .filter(entry -> words.equals(entry.fields().get("notice_sha256")))
                        .findFirst());
        if (registered.isEmpty()) {
            return;
        }
        Entry entry = registered.get();
        String folder = "notices/" + field(yes, "notice_id") + "-" + field(yes, "notice_version") + "-" + language + "-"
                + words.substring(0, 8)
                + form.map(kept -> "-" + field(kept.notice(), "page_sha256").substring(0, 8))
                        .orElse("");
        if (files.containsKey(folder + "/entry.json")) {
            return;
        }
        packed.add(entry);
        files.put(
                folder + "/entry.json", PackManifest.text(PackedEntry.of(entry)).getBytes(StandardCharsets.UTF_8));
        files.put(folder + "/words.txt", field(entry, "notice_text").getBytes(StandardCharsets.UTF_8));
        form.ifPresent(kept -> {
            files.put(folder + "/page.html", kept.html().getBytes(StandardCharsets.UTF_8));
            if (kept.picture().length > 0) {
                files.put(folder + "/page.png", kept.picture());
            }
            files.put(folder + "/about.txt", about(kept).getBytes(StandardCharsets.UTF_8));
        });
    }

    private static String about(KeptForm kept) {
        return PackText.of("about-page.txt")
                .with("drawn", kept.notice().at().toString())
                .with("picture", picture(kept))
                .text();
    }

    private static String picture(KeptForm kept) {
        return kept.picture().length == 0
                ? "No drawing of the page was kept: it would have been too large.\n"
                : PackText.of("about-picture.txt")
                        .with("undrawn", kept.undrawn())
                        .text();
    }

    private static String field(Entry entry, String name) {
        return entry.fields().getOrDefault(name, "");
    }
}
