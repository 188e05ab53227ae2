package dev.ringlock.standalone.staff;

import dev.ringlock.http.Caller;

/**
 * A try to sign in, as it came.
 *
 * @param device the mark that a device got when somebody signed in on it before; empty if it has none
 */
public record SignInTry(String name, String password, String code, String device, Caller caller) {

    /** Nothing of it belongs in a log. */
    @Override
    public String toString() {
        return "a try to sign in";
    }
}
