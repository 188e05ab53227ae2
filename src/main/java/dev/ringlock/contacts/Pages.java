package dev.ringlock.contacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.edge.Paging;
import dev.ringlock.edge.Request;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists, page by page. */
final class Pages {

    private static final Set<String> KNOWN = Set.of("cursor", "limit");

    private Pages() {}

    /** @param next the cursor of what follows; absent at the end */
    @JsonInclude(Include.NON_NULL)
    record OfContacts(List<Shown> contacts, @Nullable String next) {}

    /** @param next the cursor of what follows; absent at the end */
    @JsonInclude(Include.NON_NULL)
    record OfEntries(List<Line> entries, @Nullable String next) {}

    static Paging ofContacts(Request request, Wanted wanted) {
        Set<String> known = new HashSet<>(KNOWN);
        known.addAll(Wanted.NAMES);
        request.refuseOtherParameters(known);
        return Paging.of(request, wanted::cursor);
    }

    static Paging ofEntries(Request request) {
        request.refuseOtherParameters(KNOWN);
        return Paging.of(request, cursor -> new Ulid(cursor).value());
    }
}
