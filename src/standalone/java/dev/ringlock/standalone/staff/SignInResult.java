package dev.ringlock.standalone.staff;

import java.time.Instant;
import java.util.List;

/** What came of a try to sign in. */
public sealed interface SignInResult {

    /**
     * A session has begun.
     *
     * @param token that the caller shows from now on
     * @param device by which this device is known the next time
     */
    record SignedIn(String token, Instant endsAt, String name, List<String> roles, String device)
            implements SignInResult {

        /** Nothing of it belongs in a log. */
        @Override
        public String toString() {
            return "a session";
        }
    }

    /** The name, the password or the code was wrong. It is not told which. */
    record NobodySignedIn() implements SignInResult {}
}
