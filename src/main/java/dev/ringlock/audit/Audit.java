package dev.ringlock.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.http.Paging;
import dev.ringlock.ledger.Entry;
import dev.ringlock.steps.LedgerLine;
import dev.ringlock.steps.PurgeRuns;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the ledger across subjects. It loads no contact: an unknown one has an empty list. */
@Singleton
final class Audit {

    private final Store store;

    Audit(Store store) {
        this.store = store;
    }

    /** @param next the cursor of the next page; absent at the end only */
    @JsonInclude(Include.NON_NULL)
    record Entries(List<LedgerLine> entries, @Nullable String next) {

        static Entries of(List<Entry> entries, @Nullable String next) {
            return new Entries(entries.stream().map(LedgerLine::of).toList(), Paging.told(next));
        }
    }

    record RunList(List<LedgerLine> runs) {}

    Entries entries(LedgerQuery query) {
        Paging paging = query.paging();
        if (!query.contact().isEmpty()) {
            return ofContact(query);
        }
        Page<Entry> page = query.actor().isEmpty()
                ? store.ledger(query.from(), query.to(), paging.cursor(), paging.limit())
                : store.ledgerOf(query.actor(), query.from(), query.to(), paging.cursor(), paging.limit());
        return Entries.of(page.items(), page.next());
    }

    RunList runs(RunsQuery days) {
        return new RunList(PurgeRuns.newestFirst(store, days.from(), days.to()).stream()
                .map(LedgerLine::of)
                .toList());
    }

    /** A contact has few entries, in the order of their arrival. Those before the range are skipped. */
    private Entries ofContact(LedgerQuery query) {
        Page<Entry> page = store.history(
                query.contact(), query.paging().cursor(), query.paging().limit());
        List<Entry> all = page.items();
        boolean isBehind =
                !all.isEmpty() && !all.get(all.size() - 1).ulid().at().isBefore(query.to());
        return Entries.of(
                all.stream().filter(entry -> query.has(entry.ulid().at())).toList(), isBehind ? null : page.next());
    }
}
