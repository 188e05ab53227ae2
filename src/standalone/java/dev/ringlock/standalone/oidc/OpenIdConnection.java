package dev.ringlock.standalone.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.ringlock.http.OutgoingAddress;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider and its own description (OpenID Connect Discovery). The description is fetched when it is first
 * needed, so a server starts without it, and again after an hour. While the provider does not answer, the last
 * description still counts.
 */
public final class OpenIdConnection {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration LASTS = Duration.ofHours(1);
    /** While a provider is down, opening the console does not send it a request each time. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final String issuer;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Endpoints known;
    private volatile Instant fetchAgainAt = Instant.MIN;

    /** The provider's addresses. */
    public record Endpoints(
            URI authorize, URI token, @Nullable URI logout, URI keys) {}

    private OpenIdConnection(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The provider whose tokens have exactly this {@code iss}. It is not contacted yet.
     *
     * @throws IssuerMistakeException unless it is an {@code https} address, or an {@code http} one on this machine
     */
    public static OpenIdConnection of(String issuer, Clock clock) throws IssuerMistakeException {
        URI address;
        try {
            address = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw new IssuerMistakeException("it is not an address");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IssuerMistakeException("an issuer has no user, no query and no fragment");
        }
        if (!OutgoingAddress.isSafe(address)) {
            throw new IssuerMistakeException(
                    "it has to be an https:// address; http:// is accepted on this machine only");
        }
        return new OpenIdConnection(issuer, clock);
    }

    String issuer() {
        return issuer;
    }

    /**
     * Its present or last known addresses. One thread at a time fetches them, and no other waits for it.
     *
     * @throws ProviderUnavailableException if it has never answered and does not answer now, or another thread is
     *     fetching
     */
    public Endpoints endpoints() {
        if (isDue() && fetching.tryLock()) {
            try {
                ask();
            } finally {
                fetching.unlock();
            }
        }
        Endpoints endpoints = known;
        if (endpoints == null) {
            throw new ProviderUnavailableException("The OpenID provider's addresses are not known");
        }
        return endpoints;
    }

    private boolean isDue() {
        return !clock.instant().isBefore(fetchAgainAt);
    }

    private void ask() {
        if (!isDue()) {
            // another thread has fetched them meanwhile
            return;
        }
        fetchAgainAt = clock.instant().plus(PAUSE);
        try {
            known = read(JSONObjectUtils.parse(fetch(URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN))));
            fetchAgainAt = clock.instant().plus(LASTS);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            // the cause may repeat text from another server
            LOG.warnf(
                    "The OpenID provider did not give its addresses (%s)",
                    e.getClass().getSimpleName());
            // counted from the end, since the request may have taken as long
            fetchAgainAt = clock.instant().plus(PAUSE);
        }
    }

    String fetch(URI address) throws IOException {
        OutgoingAnswer answer = new OutgoingRequest(address, Map.of(), LONGEST_CALL, MOST_BYTES).get();
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + answer.status());
        }
        return answer.text();
    }

    private Endpoints read(Map<String, Object> description) throws ParseException {
        if (!issuer.equals(description.get("issuer"))) {
            throw new ParseException("it names another issuer", 0);
        }
        URI logout =
                description.get("end_session_endpoint") == null ? null : endpoint(description, "end_session_endpoint");
        return new Endpoints(
                endpoint(description, "authorization_endpoint"),
                endpoint(description, "token_endpoint"),
                logout,
                endpoint(description, "jwks_uri"));
    }

    /** Keys over an unencrypted connection could be anybody's. */
    private static URI endpoint(Map<String, Object> description, String name) throws ParseException {
        URI address = JSONObjectUtils.getURI(description, name);
        if (address == null || !OutgoingAddress.isSafe(address)) {
            throw new ParseException("no safe " + name, 0);
        }
        return address;
    }
}
