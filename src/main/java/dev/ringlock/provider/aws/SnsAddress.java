package dev.ringlock.provider.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses are SNS's own. Whoever could name another would sign for SNS, or send us anywhere. */
final class SnsAddress {

    private static final Pattern HOST = Pattern.compile("sns\\.[a-zA-Z0-9\\-]{3,}\\.amazonaws\\.com(\\.cn)?");

    private SnsAddress() {}

    /** The address; empty unless it is HTTPS on a host of SNS's, on its ordinary port and with no user in it. */
    static Optional<URI> read(String text) {
        try {
            URI uri = new URI(text);
            boolean ours = "https".equals(uri.getScheme())
                    && uri.getRawAuthority() != null
                    // the whole of what stands between the slashes: with a port or a user it is no such host
                    && HOST.matcher(uri.getRawAuthority()).matches()
                    && uri.getRawFragment() == null;
            return ours ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean isCertificate(URI address) {
        return address.getRawQuery() == null && address.getRawPath().endsWith(".pem");
    }
}
