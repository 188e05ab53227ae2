package dev.ringlock.standalone.archive;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.access.Role;
import dev.ringlock.access.Role.RoleKind;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.standalone.staff.StaffBook.ListedPerson;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The two people who want an archive, one of each role. */
public final class ArchiveSigners {

    private final Actor admin;
    private final Actor privacy;

    private ArchiveSigners(Actor admin, Actor privacy) {
        this.admin = admin;
        this.privacy = privacy;
    }

    /**
     * Each has given password and code.
     *
     * @throws ArchiveRefusedException if they are one person, or a role is missing
     */
    public static ArchiveSigners of(ListedPerson admin, ListedPerson privacy) {
        Actor first = actor(admin);
        Actor second = actor(privacy);
        refuseWithout(RoleKind.ADMIN, first);
        refuseWithout(RoleKind.PRIVACY, second);
        if (first.id().equals(second.id())) {
            throw new ArchiveRefusedException("It takes two people: " + first.id() + " signs once.");
        }
        return new ArchiveSigners(first, second);
    }

    /** One entry under each of them. */
    List<Entry> entries(Arrivals arrivals, Event event, Map<String, String> fields) {
        Instant now = arrivals.now();
        return List.of(
                entry(admin, privacy, arrivals, now, event, fields),
                entry(privacy, admin, arrivals, now, event, fields));
    }

    private static Entry entry(
            Actor actor, Actor other, Arrivals arrivals, Instant now, Event event, Map<String, String> fields) {
        TreeMap<String, String> all = new TreeMap<>(fields);
        all.put("action", Action.SIGN_ARCHIVE.id());
        all.put("with", other.id());
        return StaffTrail.entry(actor, event, arrivals.ulid(now), now, all);
    }

    private static Actor actor(ListedPerson person) {
        return new Actor(
                person.name(),
                person.roles().stream().map(Role::of).flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private static void refuseWithout(RoleKind kind, Actor actor) {
        if (!actor.may(Action.SIGN_ARCHIVE) || actor.roles().stream().noneMatch(role -> role.kind() == kind)) {
            throw new ArchiveRefusedException(actor.id() + " has no role " + new Role(kind, null).id() + ".");
        }
    }
}
