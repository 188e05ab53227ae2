package dev.ringlock.signin;

import dev.ringlock.terms.Purpose;
import java.util.Optional;

/**
 * The purpose that a process serves, of the functions that are deployed once for each purpose.
 *
 * @param purpose empty where one process serves them all
 */
public record ServedPurpose(Optional<Purpose> purpose) {

    /** Whether a request for that purpose has come to the right function. */
    public boolean covers(Purpose asked) {
        return purpose.isEmpty() || purpose.get().equals(asked);
    }
}
