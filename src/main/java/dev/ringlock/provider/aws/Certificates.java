package dev.ringlock.provider.aws;

import dev.ringlock.provider.Https;
import dev.ringlock.provider.WebhooksUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Certificates by their address, fetched once in a process. Whether an address may be asked is the caller's to say. */
final class Certificates {

    /** SNS has one for each region at a time; who makes us fetch more is not SNS. */
    private static final int MOST_KEPT = 16;

    private final Https https;
    private final Map<URI, X509Certificate> kept = new ConcurrentHashMap<>();

    Certificates(Https https) {
        this.https = https;
    }

    /**
     * The key of the certificate there; empty if there is none that is valid now.
     *
     * @throws WebhooksUnavailableException if nobody answered
     */
    Optional<PublicKey> key(URI address, Instant now) {
        X509Certificate certificate = kept.get(address);
        if (certificate == null) {
            certificate = fetch(address);
            if (certificate != null && kept.size() < MOST_KEPT) {
                kept.put(address, certificate);
            }
        }
        return certificate != null && isValid(certificate, now)
                ? Optional.of(certificate.getPublicKey())
                : Optional.empty();
    }

    private @Nullable X509Certificate fetch(URI address) {
        try {
            byte[] fetched = https.get(address).orElse(new byte[0]);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(fetched));
        } catch (CertificateException e) {
            return null;
        } catch (IOException e) {
            throw new WebhooksUnavailableException("a certificate cannot be fetched", e);
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
