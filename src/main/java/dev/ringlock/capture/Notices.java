package dev.ringlock.capture;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Wording;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts the policy's notices on the ledger before the first signup on them, with their full text and its SHA-256. It
 * refuses a text that was changed under an existing version.
 *
 * <p>A wording's entry has a fixed place for its language, so that of two processes that start at once only one can
 * register it.
 */
@Singleton
public final class Notices {

    private static final String LANGUAGE = "notice_language";
    private static final int MOST_LANGUAGES = 1_000;

    private final Policy policy;
    private final Store store;
    private final Clock clock;
    private volatile boolean registered;

    public Notices(Policy policy, Store store, Clock clock) {
        this.policy = policy;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Registers the notices that are not on the ledger yet. After its first success in this process it does nothing.
     *
     * @throws NoticeChangedException if a text was changed; the message says which
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether all are registered
     */
    public void register() {
        if (registered) {
            return;
        }
        List<String> changed = new ArrayList<>();
        for (Notice notice : policy.notices()) {
            register(notice, changed);
        }
        if (!changed.isEmpty()) {
            throw new NoticeChangedException("The policy cannot be used:\n  " + String.join("\n  ", changed));
        }
        registered = true;
    }

    private void register(Notice notice, List<String> changed) {
        Map<String, Map<String, String>> known = store.change(() -> missing(notice, registered(notice)));
        for (Wording wording : notice.wordings().values()) {
            if (!entry(notice, wording).fields().equals(known.get(wording.language()))) {
                changed.add("notice " + notice.id() + " version " + notice.version() + " (" + wording.language()
                        + ") says something else than when it was first used, counting its purposes with their titles and"
                        + " descriptions and the controller; give the new words a new version");
            }
        }
    }

    /** Writes the missing wordings. The result is the fields of all wordings on the ledger then, by language. */
    private ChangePlan<Map<String, Map<String, String>>> missing(
            Notice notice, Map<String, Map<String, String>> known) {
        List<Entry> missing = notice.wordings().values().stream()
                .filter(wording -> !known.containsKey(wording.language()))
                .map(wording -> entry(notice, wording))
                .toList();
        Map<String, Map<String, String>> all = new HashMap<>(known);
        ChangePlan<Map<String, Map<String, String>>> plan = ChangePlan.answer(all);
        for (int last = missing.size() - 1; last >= 0; last--) {
            Entry entry = missing.get(last);
            all.put(entry.fields().getOrDefault(LANGUAGE, ""), entry.fields());
            plan = ChangePlan.first(Commit.of(List.of(entry)), plan);
        }
        return plan;
    }

    /** The fields on the ledger, by language: the words, their hash, and the purposes of their boxes. */
    private Map<String, Map<String, String>> registered(Notice notice) {
        Map<String, Map<String, String>> registered = new HashMap<>();
        for (Entry entry : store.history(notice.subject(), null, MOST_LANGUAGES).items()) {
            registered.put(entry.fields().getOrDefault(LANGUAGE, ""), entry.fields());
        }
        return registered;
    }

    private Entry entry(Notice notice, Wording wording) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("notice_id", notice.id());
        fields.put("notice_version", String.valueOf(notice.version()));
        fields.put(LANGUAGE, wording.language());
        fields.put("notice_text", wording.verbatim());
        fields.put("notice_sha256", wording.sha256());
        fields.put("purposes", notice.purposes().stream().map(Purpose::id).collect(Collectors.joining(" ")));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Entry(notice.subject(), place(wording.language()), Event.NOTICE_REGISTERED, now, "", fields);
    }

    private static Ulid place(String language) {
        return Ulid.of(Instant.EPOCH, HexFormat.of().parseHex(Sha256.hex(language)));
    }
}
