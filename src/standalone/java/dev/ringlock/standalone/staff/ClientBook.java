package dev.ringlock.standalone.staff;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.ledger.Event;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.sqlite.ClientRow;
import dev.ringlock.store.sqlite.StaffTables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Adds and removes machines that call by themselves. */
public final class ClientBook {

    private final StaffTables tables;
    private final StaffEntries entries;

    public ClientBook(StaffTables tables, Arrivals arrivals) {
        this.tables = tables;
        this.entries = new StaffEntries(arrivals);
    }

    /** A client as the list shows it. */
    public record ListedClient(String name, List<String> scopes) {}

    /**
     * Adds a client.
     *
     * @return its secret, which is shown once
     * @throws StaffMistakeException if the name or a scope cannot be, or the name is taken
     */
    public String add(String typed, Collection<String> scopes) {
        String id = StaffBook.name(typed);
        String listed = scopes(scopes);
        String secret = RandomSecret.make(RandomSecret.SecretKind.CLIENT);
        ClientRow row = new ClientRow(id, RandomSecret.hash(secret), listed);
        if (!tables.add(row, entries.aboutClient(id, Event.CLIENT_ADDED, Map.of("scopes", listed)))) {
            throw new StaffMistakeException("There is a client " + id + " already.");
        }
        return secret;
    }

    /** By name. */
    public List<ListedClient> list() {
        return tables.clients().stream()
                .map(row -> new ListedClient(row.id(), List.of(row.scopes().split(" "))))
                .toList();
    }

    /**
     * Removes a client. Its secret counts no more, at once.
     *
     * @throws StaffMistakeException if there is no such client
     */
    public void remove(String typed) {
        String id = StaffBook.name(typed);
        if (!tables.removeClient(id, entries.aboutClient(id, Event.CLIENT_REMOVED, Map.of()))) {
            throw new StaffMistakeException("There is no client " + id + ".");
        }
    }

    private static String scopes(Collection<String> typed) {
        TreeSet<String> scopes = typed.stream()
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (scopes.isEmpty() || !scopes.stream().allMatch(BuiltFunction::takesScope)) {
            throw new StaffMistakeException(
                    "The scopes for machines are: links, and decide: with a purpose, such as decide:marketing.");
        }
        return String.join(" ", scopes);
    }
}
