package dev.ringlock.signin;

import dev.ringlock.terms.Purpose;
import java.util.Set;

/**
 * A machine that asks about purposes.
 *
 * @param id which machine it is, as its token tells
 * @param purposes that its token covers, whether or not the policy has them
 */
public record Asker(String id, Set<Purpose> purposes) {

    public Asker {
        purposes = Set.copyOf(purposes);
    }

    /** Whether it may ask for the purpose of that id. */
    public boolean mayAskFor(String purpose) {
        return Purpose.isId(purpose) && purposes.contains(new Purpose(purpose));
    }
}
