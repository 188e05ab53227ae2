package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ledger has of one version of a notice: each text that was put to use, and which words are frozen. */
final class WordingHistory {

    private static final String LANGUAGE = "notice_language";
    private static final String TEXT = "notice_text";
    private static final String PURPOSES = "purposes";
    private static final String NUMBER = "notice_change";
    private static final int AT_ONCE = 1_000;

    private final List<Entry> entries;

    private WordingHistory(List<Entry> entries) {
        this.entries = entries;
    }

    static WordingHistory of(Store store, Notice notice) {
        List<Entry> entries = new ArrayList<>();
        Page<Entry> page = new Page<>(List.of(), null);
        do {
            page = store.history(notice.subject(), page.next(), AT_ONCE);
            entries.addAll(page.items());
        } while (page.next() != null);
        return new WordingHistory(entries);
    }

    /** Whether this very text, with its controller's contact, is the last that was put to use in its language. */
    boolean isNewest(ShownNotice shown) {
        return of(shown)
                .filter(entry -> entry.event() == Event.NOTICE_REGISTERED)
                .max(Comparator.comparingInt(WordingHistory::number))
                .filter(entry -> field(entry, TEXT).equals(shown.wording().verbatim())
                        && field(entry, PURPOSES).equals(purposes(shown)))
                .isPresent();
    }

    /** Whether the form of these words is on the ledger as it looks now. */
    boolean isRendered(ShownNotice shown) {
        return of(shown)
                .filter(entry -> entry.fields().containsKey(RegisteredForms.LOOK))
                .max(Comparator.comparingInt(WordingHistory::number))
                .filter(entry -> field(entry, RegisteredForms.LOOK).equals(RegisteredForms.look(shown)))
                .isPresent();
    }

    /** Whether its words are frozen as they are. */
    boolean isFrozen(ShownNotice shown) {
        return frozen(shown).filter(words(shown)::equals).isPresent();
    }

    /** Whether other words are frozen. */
    boolean isFrozenOtherwise(ShownNotice shown) {
        return frozen(shown).filter(words -> !words.equals(words(shown))).isPresent();
    }

    /** The next entry of its language. Nobody else can take its place. */
    Entry next(ShownNotice shown, Event event, Instant at) {
        Wording wording = shown.wording();
        int number = (int) of(shown).count();
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("notice_id", shown.notice().id());
        fields.put("notice_version", String.valueOf(shown.notice().version()));
        fields.put(LANGUAGE, wording.language());
        fields.put(NUMBER, String.valueOf(number));
        fields.put(TEXT, wording.verbatim());
        fields.put("notice_sha256", wording.sha256());
        fields.put(PURPOSES, purposes(shown));
        return new Entry(shown.notice().subject(), place(wording.language(), number), event, at, "", fields);
    }

    /**
     * The words that were frozen. A build that did not freeze kept every text from changing: its entry, which has no
     * number, counts as frozen.
     */
    private Optional<String> frozen(ShownNotice shown) {
        return of(shown)
                .filter(entry -> entry.event() == Event.NOTICE_FROZEN || number(entry) < 0)
                .map(entry -> words(field(entry, TEXT), field(entry, PURPOSES)))
                .findFirst();
    }

    private Stream<Entry> of(ShownNotice shown) {
        return entries.stream()
                .filter(entry -> field(entry, LANGUAGE).equals(shown.wording().language()));
    }

    private static int number(Entry entry) {
        return Integer.parseInt(entry.fields().getOrDefault(NUMBER, "-1"));
    }

    private static String field(Entry entry, String name) {
        return entry.fields().getOrDefault(name, "");
    }

    private static String purposes(ShownNotice shown) {
        return shown.notice().purposes().stream().map(Purpose::id).collect(Collectors.joining(" "));
    }

    private static String words(ShownNotice shown) {
        return words(shown.wording().verbatim(), purposes(shown));
    }

    private static String words(String verbatim, String purposes) {
        return purposes + "\n" + Wording.withoutContact(verbatim);
    }

    private static Ulid place(String language, int number) {
        return Ulid.of(Instant.EPOCH, HexFormat.of().parseHex(Sha256.hex(language, String.valueOf(number))));
    }
}
