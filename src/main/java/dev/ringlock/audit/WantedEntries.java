package dev.ringlock.audit;

import dev.ringlock.access.Action;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which entries an auditor wants.
 *
 * @param events their events; empty for all
 * @param lists whether entries about lists are among them: somebody of staff saw a list of contacts, of the ledger or of
 *     the purge's runs. The console causes one of them each time that it shows a list
 */
record WantedEntries(Set<String> events, boolean lists) {

    private static final Set<String> EVENTS =
            Stream.of(Event.values()).map(Event::id).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> LISTS = Set.of(Action.LIST.id(), Action.AUDIT.id(), Action.SEE_RUNS.id());

    /** Errors are noted with the parameters. */
    static WantedEntries read(QueryParameters parameters) {
        String named = parameters.text(
                "event",
                text -> EVENTS.containsAll(List.of(text.split(",", -1))),
                "unknown_choice",
                "This has to be events of the ledger, with commas between them.");
        boolean lists = !parameters.choice("lists", Set.of("true", "false")).equals("false");
        return new WantedEntries(named.isEmpty() ? Set.of() : Set.copyOf(List.of(named.split(",", -1))), lists);
    }

    boolean has(Entry entry) {
        return (events.isEmpty() || events.contains(entry.event().id())) && (lists || !isList(entry));
    }

    /** The ledger's fields about it. */
    Map<String, String> what() {
        return events.isEmpty()
                ? Map.of()
                : Map.of("event", events.stream().sorted().collect(Collectors.joining(",")));
    }

    private static boolean isList(Entry entry) {
        return entry.event() == Event.READ && LISTS.contains(entry.fields().getOrDefault("action", ""));
    }
}
