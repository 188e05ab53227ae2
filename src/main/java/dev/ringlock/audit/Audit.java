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

/** Reads the ledger across subjects. It knows no contact: what it is asked for and does not find is an empty list. */
@Singleton
final class Audit {

    private final Store store;

    Audit(Store store) {
        this.store = store;
    }

    /** @param next the cursor of what follows; absent at the end, and only there */
    @JsonInclude(Include.NON_NULL)
    record Entries(List<LedgerLine> entries, @Nullable String next) {

        static Entries of(List<Entry> entries, @Nullable String next) {
            return new Entries(entries.stream().map(LedgerLine::of).toList(), Paging.told(next));
        }
    }

    record RunList(List<LedgerLine> runs) {}

    Entries entries(LedgerQuery ask) {
        Paging paging = ask.paging();
        if (!ask.contact().isEmpty()) {
            return ofContact(ask);
        }
        Page<Entry> page = ask.actor().isEmpty()
                ? store.ledger(ask.from(), ask.to(), paging.cursor(), paging.limit())
                : store.ledgerOf(ask.actor(), ask.from(), ask.to(), paging.cursor(), paging.limit());
        return Entries.of(page.items(), page.next());
    }

    RunList runs(RunsQuery days) {
        return new RunList(PurgeRuns.newestFirst(store, days.from(), days.to()).stream()
                .map(LedgerLine::of)
                .toList());
    }

    /** A contact's entries are few, and in the order of their arrival: what is before the range is passed over. */
    private Entries ofContact(LedgerQuery ask) {
        Page<Entry> page =
                store.history(ask.contact(), ask.paging().cursor(), ask.paging().limit());
        List<Entry> all = page.items();
        boolean isBehind =
                !all.isEmpty() && !all.get(all.size() - 1).ulid().at().isBefore(ask.to());
        return Entries.of(
                all.stream().filter(entry -> ask.has(entry.ulid().at())).toList(), isBehind ? null : page.next());
    }
}
