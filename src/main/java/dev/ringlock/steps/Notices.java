package dev.ringlock.steps;

import dev.ringlock.form.RenderedForm;
import dev.ringlock.form.SignupPages;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the words of the policy's notices on the ledger, before anybody says yes to them. Whatever is shown gets an entry
 * with its full text and its SHA-256, which the entry of each yes names.
 *
 * <p>The words of a version in one language freeze with the first yes to them: its transaction says so. Until then an
 * owner may correct them. The controller's contact is not part of them: it may change at any time, and each text with it
 * is registered.
 *
 * <p>With the words goes the signup form as it shows them: its hash on the entry, its bytes on an entry beside it ({@link
 * RegisteredForms}). A form that looks otherwise later is kept too, and so is that of words that an earlier build
 * registered.
 *
 * <p>An entry's place is made of its language and its number among that language's entries. So of two processes that start
 * at once only one writes it.
 */
@Singleton
public final class Notices {

    private final Policy policy;
    private final Store store;
    private final Clock clock;
    private final @Nullable Function<ShownNotice, RenderedForm> pages;
    /** Wordings whose words are known to be frozen as they are here. */
    private final Set<NoticeRef> frozen = ConcurrentHashMap.newKeySet();

    private volatile boolean registered;

    @Inject
    public Notices(Policy policy, Store store, Clock clock, SignupPages pages) {
        this(policy, store, clock, pages::rendered);
    }

    /** No form: words are registered without one, because nobody shows it. */
    public Notices(Policy policy, Store store, Clock clock) {
        this(policy, store, clock, (Function<ShownNotice, RenderedForm>) null);
    }

    /** @param pages makes the form; null if there is none */
    public Notices(Policy policy, Store store, Clock clock, @Nullable Function<ShownNotice, RenderedForm> pages) {
        this.policy = policy;
        this.store = store;
        this.clock = clock;
        this.pages = pages;
    }

    /**
     * Registers the wordings that are not the newest on the ledger. After its first success in this process it does nothing.
     *
     * @throws NoticeChangedException if frozen words were changed; the message says which
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether all are registered
     */
    public void register() {
        if (registered) {
            return;
        }
        List<String> changed = new ArrayList<>();
        for (Notice notice : policy.notices()) {
            for (Wording wording : store.change(() -> missing(notice, WordingHistory.of(store, notice)))) {
                changed.add(changed(new ShownNotice(notice, wording)));
            }
        }
        if (!changed.isEmpty()) {
            throw new NoticeChangedException("The policy cannot be used:\n  " + String.join("\n  ", changed));
        }
        registered = true;
    }

    /** Writes the missing wordings, each in a transaction of its own. The result is those that may not be used. */
    private ChangePlan<List<Wording>> missing(Notice notice, WordingHistory history) {
        List<Wording> refused = new ArrayList<>();
        List<List<Entry>> missing = new ArrayList<>();
        for (Wording wording : notice.wordings().values()) {
            ShownNotice shown = new ShownNotice(notice, wording);
            if (history.isFrozenOtherwise(shown)) {
                refused.add(wording);
            } else if (!history.isNewest(shown)) {
                missing.add(withForm(shown, history.next(shown, Event.NOTICE_REGISTERED, now())));
            } else if (pages != null && !history.isRendered(shown)) {
                missing.add(withForm(shown, history.next(shown, Event.NOTICE_RENDERED, now())));
            }
            if (history.isFrozen(shown)) {
                frozen.add(shown.ref());
            }
        }
        ChangePlan<List<Wording>> plan = ChangePlan.answer(refused);
        for (List<Entry> entries : missing) {
            plan = ChangePlan.first(Commit.of(entries), plan);
        }
        return plan;
    }

    private List<Entry> withForm(ShownNotice shown, Entry entry) {
        return pages == null ? List.of(entry) : RegisteredForms.entries(entry, shown, pages.apply(shown));
    }

    /**
     * The entry that freezes these words, to be written in the transaction of a yes to them, or of a question that asks
     * for one. There is none if they are frozen.
     *
     * @throws NoticeChangedException if other words of this version were frozen meanwhile: nobody may say yes to these
     */
    public List<Entry> freeze(ShownNotice shown) {
        register();
        if (frozen.contains(shown.ref())) {
            return List.of();
        }
        WordingHistory history = WordingHistory.of(store, shown.notice());
        if (history.isFrozenOtherwise(shown)) {
            throw new NoticeChangedException(changed(shown));
        }
        if (history.isFrozen(shown)) {
            frozen.add(shown.ref());
            return List.of();
        }
        return List.of(history.next(shown, Event.NOTICE_FROZEN, now()));
    }

    /**
     * Writes down words that people have said yes to elsewhere, and freezes them. The policy need not have them. After its
     * first success for these words it does nothing.
     *
     * @throws NoticeChangedException if other words were frozen under this name
     */
    public void adopt(ShownNotice shown) {
        if (frozen.contains(shown.ref())) {
            return;
        }
        store.change(() -> adopted(shown, WordingHistory.of(store, shown.notice())));
        store.change(() -> {
            List<Entry> missing = freeze(shown);
            return missing.isEmpty() ? ChangePlan.answer(true) : ChangePlan.write(Commit.of(missing), true);
        });
        frozen.add(shown.ref());
    }

    /** @throws NoticeChangedException if other words were frozen under this name: {@link #adopt} would refuse these */
    public void check(ShownNotice shown) {
        if (WordingHistory.of(store, shown.notice()).isFrozenOtherwise(shown)) {
            throw new NoticeChangedException(changed(shown));
        }
    }

    private ChangePlan<Boolean> adopted(ShownNotice shown, WordingHistory history) {
        if (history.isFrozenOtherwise(shown)) {
            throw new NoticeChangedException(changed(shown));
        }
        if (history.isFrozen(shown) || history.isNewest(shown)) {
            return ChangePlan.answer(true);
        }
        return ChangePlan.write(Commit.of(List.of(history.next(shown, Event.NOTICE_REGISTERED, now()))), true);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String changed(ShownNotice shown) {
        Notice notice = shown.notice();
        return "notice " + notice.id() + " version " + notice.version() + " ("
                + shown.wording().language()
                + ") says something else than what people have agreed to, counting its purposes with their titles and"
                + " descriptions and the controller's name; put the old words back, or give the new words a new version";
    }
}
