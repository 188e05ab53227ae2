package dev.ringlock.standalone.backup;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.store.sqlite.StaffRow;
import dev.ringlock.store.sqlite.StaffTables;
import java.time.Instant;
import java.util.List;

/** People and machines that left after a backup was made stay away from what is restored of it. */
final class SignIns {

    private static final String PERSON = "staff/";
    private static final String CLIENT = "client/";

    private SignIns() {}

    /**
     * By the database that is there, which knows everybody: people who are not in it any more, or have another password or
     * roles, are not in the restored one. Those who came later come back too.
     */
    static void take(SqliteStore source, SqliteStore restored) {
        StaffTables there = source.staff();
        StaffTables here = restored.staff();
        List<StaffRow> people = there.people();
        here.people().stream()
                .filter(person -> people.stream().noneMatch(other -> isSame(person, other)))
                .forEach(here::forget);
        here.clients().stream()
                .filter(client -> !there.clients().contains(client))
                .forEach(here::forget);
        people.forEach(here::addIfMissing);
        there.clients().forEach(here::addIfMissing);
    }

    /** By an entry of after that instant. */
    static void replay(Entry entry, Instant since, SqliteStore restored) {
        if (entry.at().isBefore(since)) {
            return;
        }
        StaffTables here = restored.staff();
        if (entry.event() == Event.STAFF_REMOVED || entry.event() == Event.STAFF_CHANGED) {
            here.person(entry.subject().substring(PERSON.length())).ifPresent(here::forget);
        } else if (entry.event() == Event.CLIENT_REMOVED) {
            here.clients().stream()
                    .filter(client -> entry.subject().equals(CLIENT + client.id()))
                    .forEach(here::forget);
        }
    }

    private static boolean isSame(StaffRow one, StaffRow other) {
        return one.name().equals(other.name())
                && one.password().equals(other.password())
                && one.roles().equals(other.roles());
    }
}
