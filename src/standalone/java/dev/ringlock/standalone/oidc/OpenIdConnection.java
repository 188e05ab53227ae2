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
 * An OpenID provider, by what it says of itself (OpenID Connect Discovery). It is asked when that is first needed, so a
 * server starts without it, and again after an hour; what it said before goes on counting while it does not answer.
 */
public final class OpenIdConnection {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration LASTS = Duration.ofHours(1);
    /** Whoever opens the console while a provider is down does not make us ask it each time. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final String issuer;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Endpoints known;
    private volatile Instant askAgain = Instant.MIN;

    /** Where what is. */
    public record Endpoints(
            URI authorize, URI token, @Nullable URI logout, URI keys) {}

    private OpenIdConnection(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The provider whose tokens say {@code iss} so, to the letter. It is not asked yet.
     *
     * @throws IssuerMistakeException unless it is an {@code https} address, or an {@code http} one on this machine
     */
    public static OpenIdConnection of(String issuer, Clock clock) throws IssuerMistakeException {
        URI address;
        try {
            address = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw new IssuerMistakeException("it is no address");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IssuerMistakeException("an issuer has no user, no query and no fragment");
        }
        if (!OutgoingAddress.isSafe(address)) {
            throw new IssuerMistakeException("it has to be an https:// address; http:// is taken on this machine only");
        }
        return new OpenIdConnection(issuer, clock);
    }

    String issuer() {
        return issuer;
    }

    /**
     * What it says now or said before. One caller asks it at a time, and nobody waits for that one.
     *
     * @throws ProviderUnavailableException if it has never answered, and does not now, or is being asked just now
     */
    public Endpoints endpoints() {
        if (isDue() && asking.tryLock()) {
            try {
                ask();
            } finally {
                asking.unlock();
            }
        }
        Endpoints said = known;
        if (said == null) {
            throw new ProviderUnavailableException("The OpenID provider does not say where its endpoints are");
        }
        return said;
    }

    private boolean isDue() {
        return !clock.instant().isBefore(askAgain);
    }

    private void ask() {
        if (!isDue()) {
            // another has asked between our look and our turn
            return;
        }
        askAgain = clock.instant().plus(PAUSE);
        try {
            known = read(JSONObjectUtils.parse(fetch(URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN))));
            askAgain = clock.instant().plus(LASTS);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            // the cause may repeat what a stranger's server has sent
            LOG.warnf(
                    "The OpenID provider did not say where its endpoints are (%s)",
                    e.getClass().getSimpleName());
            // counted from the end: it may have let us wait for as long
            askAgain = clock.instant().plus(PAUSE);
        }
    }

    String fetch(URI address) throws IOException {
        OutgoingAnswer answer = new OutgoingRequest(address, Map.of(), LONGEST_CALL, MOST_BYTES).get();
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + answer.status());
        }
        return answer.text();
    }

    private Endpoints read(Map<String, Object> said) throws ParseException {
        if (!issuer.equals(said.get("issuer"))) {
            throw new ParseException("it calls itself otherwise", 0);
        }
        URI logout = said.get("end_session_endpoint") == null ? null : endpoint(said, "end_session_endpoint");
        return new Endpoints(
                endpoint(said, "authorization_endpoint"),
                endpoint(said, "token_endpoint"),
                logout,
                endpoint(said, "jwks_uri"));
    }

    /** Keys that came in clear would be anybody's. */
    private static URI endpoint(Map<String, Object> said, String name) throws ParseException {
        URI address = JSONObjectUtils.getURI(said, name);
        if (address == null || !OutgoingAddress.isSafe(address)) {
            throw new ParseException("no safe " + name, 0);
        }
        return address;
    }
}
