package dev.ringlock.standalone.staff;

import java.util.Optional;

/**
 * What is shown once to whoever adds a person.
 *
 * @param madePassword the password, if the person did not choose it
 * @param seed of their one-time codes, to be typed into an app
 * @param uri the same for an app to read
 */
public record Enrolment(String name, Optional<String> madePassword, String seed, String uri) {

    /** Nothing of it belongs in a log. */
    @Override
    public String toString() {
        return "Enrolment of " + name;
    }
}
