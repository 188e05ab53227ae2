package dev.ringlock.contacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Paging;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.LedgerLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages of contacts and of ledger entries. */
final class ContactPages {

    private static final Set<String> KNOWN = Set.of("cursor", "limit");

    private ContactPages() {}

    /**
     * @param country the code of the country that was asked for; absent if none was
     * @param next the cursor of the next page; absent at the end
     */
    @JsonInclude(Include.NON_NULL)
    record OfContacts(
            List<ContactView> contacts,
            @Nullable String country,
            @Nullable String next) {}

    /** @param next the cursor of the next page; absent at the end */
    @JsonInclude(Include.NON_NULL)
    record OfEntries(List<LedgerLine> entries, @Nullable String next) {}

    static Paging ofContacts(Request request, ContactQuery wanted) {
        Set<String> known = new HashSet<>(KNOWN);
        known.addAll(ContactQuery.NAMES);
        request.refuseOtherParameters(known);
        return Paging.of(request, wanted::cursor);
    }

    static Paging ofEntries(Request request) {
        request.refuseOtherParameters(Set.of("cursor", "limit", "order"));
        return Paging.of(request, cursor -> new Ulid(cursor).value());
    }

    /** Whether the newest entries are to come first; else the oldest do. */
    static boolean newestFirst(Request request) {
        String order = request.query().getOrDefault("order", "oldest");
        if (!Set.of("oldest", "newest").contains(order)) {
            throw new ProblemException(new Problem.Invalid(
                    List.of(new FieldError("/order", "unknown_choice", "Choose one of newest, oldest."))));
        }
        return order.equals("newest");
    }
}
