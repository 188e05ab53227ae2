package dev.ringlock.standalone.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A provider's keys, fetched each time. Its caller caches them and limits how often they are fetched. */
final class ProvidersKeys implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final OpenIdConnection provider;
    private volatile boolean answered;

    ProvidersKeys(OpenIdConnection provider) {
        this.provider = provider;
    }

    /** Whether the provider gave its keys the last time they were fetched. */
    boolean answered() {
        return answered;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            JWKSet keys = JWKSet.parse(provider.fetch(provider.endpoints().keys()));
            answered = true;
            return keys;
        } catch (IOException | ParseException | ProviderUnavailableException e) {
            answered = false;
            LOG.warnf("The OpenID provider gave no keys (%s)", e.getClass().getSimpleName());
            throw new JWKSetRetrievalException("The OpenID provider gave no keys", e);
        }
    }

    @Override
    public void close() {
        // there is nothing to close
    }
}
