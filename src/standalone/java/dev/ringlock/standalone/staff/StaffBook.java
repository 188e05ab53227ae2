package dev.ringlock.standalone.staff;

import dev.ringlock.access.Role;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Event;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.sqlite.StaffRow;
import dev.ringlock.store.sqlite.StaffTables;
import dev.ringlock.terms.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds, changes and removes people who sign in here. Whoever may write the data folder may do it. */
public final class StaffBook {

    private final StaffTables tables;
    private final KeyFile keys;
    private final Supplier<Policy> policy;
    private final StaffEntries entries;
    private final Passwords passwords = new Passwords();
    private final SecondFactor factor = new SecondFactor();

    public StaffBook(StaffTables tables, KeyFile keys, Supplier<Policy> policy, Arrivals arrivals) {
        this.tables = tables;
        this.keys = keys;
        this.policy = policy;
        this.entries = new StaffEntries(arrivals);
    }

    /** A person as the list shows them. */
    public record ListedPerson(String name, List<String> roles) {}

    /**
     * Adds a person.
     *
     * @param password the one that they chose; if empty, one is made
     * @throws StaffMistakeException if the name, a role or the password cannot be, or the name is taken
     */
    public Enrolment add(String typed, Collection<String> roles, Optional<String> password) {
        String name = name(typed);
        String listed = roles(roles);
        NewSecrets made = made(name, password);
        StaffRow row = new StaffRow(name, made.hash, made.sealed, listed, 0);
        if (!tables.add(row, entries.aboutPerson(name, Event.STAFF_ADDED, Map.of("roles", listed)))) {
            throw new StaffMistakeException("There is a " + name + " already.");
        }
        return made.enrolment;
    }

    /** By name. */
    public List<ListedPerson> list() {
        return tables.people().stream()
                .map(row -> new ListedPerson(row.name(), List.of(row.roles().split(" "))))
                .toList();
    }

    /**
     * Gives a person these roles and no others. They count at once.
     *
     * @throws StaffMistakeException if a role cannot be, or there is no such person
     */
    public ListedPerson setRoles(String typed, Collection<String> roles) {
        String name = name(typed);
        String listed = roles(roles);
        found(
                name,
                tables.setRoles(name, listed, entries.aboutPerson(name, Event.STAFF_CHANGED, Map.of("roles", listed))));
        return new ListedPerson(name, List.of(listed.split(" ")));
    }

    /**
     * Gives a person a new password and new codes. Their sessions end at once.
     *
     * @throws StaffMistakeException if the password cannot be, or there is no such person
     */
    public Enrolment reset(String typed, Optional<String> password) {
        String name = name(typed);
        NewSecrets made = made(name, password);
        Map<String, String> fields = Map.of("reset", "password, second factor");
        found(name, tables.renew(name, made.hash, made.sealed, entries.aboutPerson(name, Event.STAFF_CHANGED, fields)));
        return made.enrolment;
    }

    /**
     * Removes a person. Their sessions end at once.
     *
     * @throws StaffMistakeException if there is no such person
     */
    public void remove(String typed) {
        String name = name(typed);
        found(name, tables.remove(name, entries.aboutPerson(name, Event.STAFF_REMOVED, Map.of())));
    }

    private static void found(String name, boolean done) {
        if (!done) {
            throw new StaffMistakeException("There is no " + name + ".");
        }
    }

    static String name(String typed) {
        return StaffName.of(typed)
                .orElseThrow(() -> new StaffMistakeException(StaffName.RULE))
                .value();
    }

    /** The roles in their order, with blanks between. */
    private String roles(Collection<String> typed) {
        TreeSet<String> known = policy.get().purposes().keySet().stream()
                .map(Purpose::id)
                .flatMap(purpose -> Stream.of("support:" + purpose, "campaign:" + purpose))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(List.of("admin", "analyst", "auditor", "privacy"));
        TreeSet<String> roles = typed.stream()
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (roles.isEmpty()
                || !known.containsAll(roles)
                || !roles.stream().allMatch(role -> Role.of(role).isPresent())) {
            throw new StaffMistakeException("The roles of this policy are " + String.join(", ", known) + ".");
        }
        return String.join(" ", roles);
    }

    private record NewSecrets(String hash, byte[] sealed, Enrolment enrolment) {}

    private NewSecrets made(String name, Optional<String> chosen) {
        chosen.flatMap(password -> Passwords.refusal(name, password)).ifPresent(why -> {
            throw new StaffMistakeException(why);
        });
        String password = chosen.orElseGet(passwords::make);
        byte[] seed = factor.seed();
        return new NewSecrets(
                passwords.hash(password),
                keys.sealSeed(name, seed),
                new Enrolment(
                        name,
                        chosen.isPresent() ? Optional.empty() : Optional.of(password),
                        SecondFactor.base32(seed),
                        SecondFactor.uri(policy.get().controller().name(), name, seed)));
    }
}
