package dev.ringlock.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Optional;

/** The JDK's own, which needs no thread of its own and starts fast in a native executable. */
public final class HttpsGet implements Https {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Optional<byte[]> get(URI address) throws IOException {
        URLConnection opened = address.toURL().openConnection();
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException("not HTTP");
        }
        // where it may lead was checked for the address, and for no other
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) READ.toMillis());
        try {
            int status = connection.getResponseCode();
            if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw new IOException("status " + status);
            } else if (status != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] read = in.readNBytes(MOST_BYTES + 1);
                if (read.length > MOST_BYTES) {
                    throw new IOException("too long");
                }
                return Optional.of(read);
            }
        } finally {
            connection.disconnect();
        }
    }
}
