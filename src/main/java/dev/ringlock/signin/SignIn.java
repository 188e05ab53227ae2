package dev.ringlock.signin;

import dev.ringlock.http.PublicUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How people of staff sign in to the console. It is shown to everybody who asks, so nothing in it is a secret.
 *
 * @param authorizeUrl where the browser is sent to sign in, as OpenID Connect has it; null unless {@link SignInKind#OIDC}
 * @param tokenUrl where it gives the code and takes the token; null unless {@link SignInKind#OIDC}
 * @param logoutUrl where it is sent to sign out; null if there is no such place
 * @param clientId as whom the console asks; null unless {@link SignInKind#OIDC}
 * @param scope what it asks for; null unless {@link SignInKind#OIDC}
 * @param groups the claim that lists a person's groups
 */
public record SignIn(
        SignInKind kind,
        @Nullable String authorizeUrl,
        @Nullable String tokenUrl,
        @Nullable String logoutUrl,
        @Nullable String clientId,
        @Nullable String scope,
        String groups) {

    /** Ways to sign in. */
    public enum SignInKind {
        /** Nobody can: it is not set up. */
        NONE,
        /** A person at this machine picks who to be. */
        DEMO,
        /** Here, with a name, a password and a one-time code. */
        LOCAL,
        /** At an OpenID provider: a code, with PKCE. */
        OIDC
    }

    private static final String GROUPS = "cognito:groups";
    private static final String SCOPE = "openid ringlock/staff";

    public static SignIn none() {
        return new SignIn(SignInKind.NONE, null, null, null, null, null, GROUPS);
    }

    /** @param groups the claim of the demo's tokens */
    public static SignIn demo(String groups) {
        return new SignIn(SignInKind.DEMO, null, null, null, null, null, groups);
    }

    /** @param groups the claim of this server's tokens, which the console does not read */
    public static SignIn local(String groups) {
        return new SignIn(SignInKind.LOCAL, null, null, null, null, null, groups);
    }

    /**
     * The managed login of a user pool.
     *
     * @param origin scheme and host without a slash at the end
     * @throws IllegalArgumentException if it is no such address
     */
    public static SignIn cognito(String origin, String clientId) {
        String at = PublicUrl.of(origin).value();
        return new SignIn(
                SignInKind.OIDC,
                at + "/oauth2/authorize",
                at + "/oauth2/token",
                at + "/logout",
                clientId,
                SCOPE,
                GROUPS);
    }

    /** The origin that the console's script calls besides its own; empty if it calls none. */
    public String tokenOrigin() {
        if (tokenUrl == null) {
            return "";
        }
        URI url = URI.create(tokenUrl);
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
