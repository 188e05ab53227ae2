package dev.ringlock.standalone;

import java.util.Map;

/** Stands where API Gateway's authorizer stands on AWS. */
interface Tokens {

    /**
     * What the bearer's token says, everything as text and lists as {@code [a b]}; empty if it does not count.
     *
     * @throws dev.ringlock.standalone.oidc.ProviderUnavailableException if that cannot be said just now
     */
    Map<String, String> claims(String authorization);
}
