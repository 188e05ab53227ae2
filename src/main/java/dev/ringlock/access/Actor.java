package dev.ringlock.access;

import dev.ringlock.terms.Purpose;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person of staff, as a verified token tells.
 *
 * @param id the identity provider's id of that person; it is on the ledger beside everything they did
 * @param roles those of ours
 */
public record Actor(String id, Set<Role> roles) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9@._:+|-]{1,128}");

    /** Whether that text can be a person's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** The subject of the entries on the ledger that say what this person did. */
    public String subject() {
        return "actor/" + id;
    }

    /** Whether any of the roles may do what is not one purpose's. */
    public boolean may(Action action) {
        return !action.isOfPurpose()
                && roles.stream().anyMatch(role -> action.kinds().contains(role.kind()));
    }

    /** Whether any of the roles may do it for that purpose. */
    public boolean may(Action action, Purpose purpose) {
        return action.isOfPurpose()
                && roles.stream()
                        .anyMatch(role -> action.kinds().contains(role.kind()) && purpose.equals(role.purpose()));
    }
}
