package dev.ringlock.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange with a provider: a request that goes out once, on a connection of its own, and is given up after three
 * seconds, whatever it waits for.
 *
 * <p>A kept connection may be dead when it is used again, after a Lambda process was frozen above all, and what was written
 * to it may have arrived: it could neither be tried again nor be told as sent.
 */
public final class Exchange {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(3);
    /** Providers' answers have one or two kilobytes. */
    private static final int MOST_BYTES = 64 * 1024;

    /** Resolving a name has no time-out of its own, so that somebody else has to wait for it. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "message");
        thread.setDaemon(true);
        return thread;
    });

    private final URI uri;
    private final Map<String, String> headers;

    public Exchange(URI uri, Map<String, String> headers) {
        this.uri = uri;
        this.headers = headers;
    }

    /** @throws MessageNotSentException if there was no answer in time */
    public ProviderAnswer post(byte[] body) {
        return inTime(new Attempt(body));
    }

    /** @throws MessageNotSentException if there was no answer in time */
    public ProviderAnswer get() {
        return inTime(new Attempt(null));
    }

    private ProviderAnswer inTime(Attempt attempt) {
        Future<ProviderAnswer> running = THREADS.submit(attempt);
        try {
            return running.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw noAnswer("in time");
        } catch (ExecutionException e) {
            // the kind only: messages of exceptions name addresses, and ours have numbers in their paths
            throw noAnswer(e.getCause() == null ? "" : e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("before it was interrupted");
        } finally {
            attempt.end();
        }
    }

    private MessageNotSentException noAnswer(String how) {
        return new MessageNotSentException("no answer from " + uri.getHost() + ": " + how);
    }

    private final class Attempt implements Callable<ProviderAnswer> {

        private final byte @Nullable [] body;
        private volatile @Nullable HttpURLConnection connection;
        private volatile boolean ended;

        Attempt(byte @Nullable [] body) {
            this.body = body;
        }

        @Override
        public ProviderAnswer call() throws IOException {
            HttpURLConnection opened = (HttpURLConnection) uri.toURL().openConnection();
            connection = opened;
            opened.setConnectTimeout((int) LONGEST_CONNECT.toMillis());
            opened.setReadTimeout((int) LONGEST_CALL.toMillis());
            opened.setInstanceFollowRedirects(false);
            opened.setRequestProperty("Connection", "close");
            opened.setRequestProperty("User-Agent", "Ringlock");
            headers.forEach(opened::setRequestProperty);
            if (body != null) {
                write(opened, body);
            }
            int status = opened.getResponseCode();
            try (InputStream in = status < 400 ? opened.getInputStream() : opened.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readNBytes(MOST_BYTES);
                return new ProviderAnswer(status, new String(answer, StandardCharsets.UTF_8));
            }
        }

        private void write(HttpURLConnection opened, byte[] body) throws IOException {
            opened.setRequestMethod("POST");
            opened.setDoOutput(true);
            // without a fixed length this class writes a POST again by itself if the answer is lost
            opened.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = opened.getOutputStream()) {
                if (ended) {
                    // it took too long to connect: nobody waits any longer, and what they were told must stay true
                    throw new InterruptedIOException();
                }
                out.write(body);
            }
        }

        /** Ends what may still be going on, and the connection. */
        void end() {
            ended = true;
            HttpURLConnection opened = connection;
            if (opened != null) {
                opened.disconnect();
            }
        }
    }
}
