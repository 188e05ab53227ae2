package dev.ringlock.standalone;

import java.util.Map;

/** Does the work of API Gateway's authorizer on AWS. */
interface Tokens {

    /**
     * The claims of the bearer's token: everything as text, lists as {@code [a b]}. Empty if the token does not count.
     *
     * @throws dev.ringlock.UnavailableException if the token cannot be checked now
     */
    Map<String, String> claims(String authorization);
}
