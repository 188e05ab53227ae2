package dev.ringlock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Paging;
import dev.ringlock.ledger.Entry;
import dev.ringlock.steps.LedgerLine;
import dev.ringlock.steps.Runs;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the ledger across subjects. It loads no contact: an unknown one has an empty list. */
@Singleton
final class Audit {

    private final Store store;

    Audit(Store store) {
        this.store = store;
    }

    /** No phone number has fewer. */
    private static final int FEWEST_DIGITS = 7;

    /** @param next the cursor of the next page; absent at the end only */
    @JsonInclude(Include.NON_NULL)
    record Entries(List<LedgerLine> entries, @Nullable String next) {

        static Entries of(List<Entry> entries, @Nullable String next) {
            return new Entries(entries.stream().map(LedgerLine::of).toList(), Paging.told(next));
        }
    }

    record RunList(List<LedgerLine> runs) {}

    /**
     * The ledger's fields about that reading. What an auditor typed as a person's id may be a phone number. It is written
     * down if it has few digits, or if such a person has acted.
     */
    Map<String, String> told(LedgerQuery query) {
        Map<String, String> what = new TreeMap<>(query.what());
        long digits = query.actor().chars().filter(Character::isDigit).count();
        if (digits >= FEWEST_DIGITS
                && store.newest(new Actor(query.actor(), Set.of()).subject()).isEmpty()) {
            what.remove("person");
        }
        return what;
    }

    Entries entries(LedgerQuery query) {
        Paging paging = query.paging();
        if (!query.contact().isEmpty()) {
            return ofContact(query);
        }
        Page<Entry> page = query.actor().isEmpty()
                ? store.ledger(query.span(), paging.cursor(), paging.limit())
                : store.ledgerOf(query.actor(), query.span(), paging.cursor(), paging.limit());
        return Entries.of(page.items().stream().filter(query::has).toList(), page.next());
    }

    RunList runs(RunsQuery days) {
        return new RunList(Runs.allNewestFirst(store, days.from(), days.to()).stream()
                .map(LedgerLine::of)
                .toList());
    }

    /** A contact has few entries, in the order of their arrival. Those before the span are skipped. */
    private Entries ofContact(LedgerQuery query) {
        Paging paging = query.paging();
        Page<Entry> page = query.span().newestFirst()
                ? store.recent(query.contact(), paging.cursor(), paging.limit())
                : store.history(query.contact(), paging.cursor(), paging.limit());
        List<Entry> all = page.items();
        boolean isBehind = !all.isEmpty() && query.ends(all.get(all.size() - 1));
        return Entries.of(all.stream().filter(query::has).toList(), isBehind ? null : page.next());
    }
}
