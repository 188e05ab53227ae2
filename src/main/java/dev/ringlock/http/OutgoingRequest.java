package dev.ringlock.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
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
 * An HTTP request that Ringlock sends. It goes out once, on a new connection, and follows no redirect. It ends at its
 * deadline, whatever it waits for.
 *
 * <p>A kept connection may be dead when it is used again, above all after a Lambda process was frozen. Bytes written to
 * it may have arrived, so the request could neither be repeated nor be reported as sent.
 *
 * <p>It uses the JDK's {@link HttpURLConnection}, which starts fast in a native executable.
 */
public final class OutgoingRequest {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

    /** A name look-up has no time-out of its own, so another thread waits for it. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "outgoing");
        thread.setDaemon(true);
        return thread;
    });

    private final URI address;
    private final Map<String, String> headers;
    private final Duration deadline;
    private final int mostBytes;

    /**
     * @param deadline for the whole request, from the name look-up to the answer's last byte
     * @param mostBytes of an answer's body; a longer answer counts as none
     * @throws IllegalArgumentException unless the address is {@linkplain OutgoingAddress#isSafe safe}; the message
     *     does not repeat it
     */
    public OutgoingRequest(URI address, Map<String, String> headers, Duration deadline, int mostBytes) {
        if (!OutgoingAddress.isSafe(address)) {
            throw new IllegalArgumentException("the address has to be https, or http on this machine, without a user");
        }
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.deadline = deadline;
        this.mostBytes = mostBytes;
    }

    /** @throws NoAnswerException if no answer came in time, or it is too long */
    public OutgoingAnswer get() throws NoAnswerException {
        return send("GET", null);
    }

    /** @throws NoAnswerException if no answer came in time, or it is too long */
    public OutgoingAnswer post(byte[] body) throws NoAnswerException {
        return send("POST", body);
    }

    /**
     * Sends it with any method.
     *
     * @param body null for none
     * @throws NoAnswerException if no answer came in time, or it is too long
     */
    public OutgoingAnswer send(String method, byte @Nullable [] body) throws NoAnswerException {
        Sending sending = new Sending(method, body);
        Future<OutgoingAnswer> running = THREADS.submit(sending);
        try {
            return running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException(address.getHost(), "in time");
        } catch (ExecutionException e) {
            throw new NoAnswerException(
                    address.getHost(),
                    e.getCause() == null ? "" : e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(address.getHost(), "before it was interrupted");
        } finally {
            sending.end();
        }
    }

    private final class Sending implements Callable<OutgoingAnswer> {

        private final String method;
        private final byte @Nullable [] body;
        private volatile @Nullable HttpURLConnection connection;
        private volatile boolean ended;

        Sending(String method, byte @Nullable [] body) {
            this.method = method;
            this.body = body;
        }

        @Override
        public OutgoingAnswer call() throws IOException {
            HttpURLConnection opened = open();
            connection = opened;
            if (body != null) {
                write(opened, body);
            }
            int status = opened.getResponseCode();
            try (InputStream in = status < 400 ? opened.getInputStream() : opened.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readNBytes(mostBytes + 1);
                if (answer.length > mostBytes) {
                    throw new AnswerTooLongException();
                }
                return new OutgoingAnswer(status, answer);
            }
        }

        private HttpURLConnection open() throws IOException {
            HttpURLConnection opened = (HttpURLConnection) address.toURL().openConnection();
            opened.setConnectTimeout((int) Math.min(LONGEST_CONNECT.toMillis(), deadline.toMillis()));
            opened.setReadTimeout((int) deadline.toMillis());
            // Only this address was checked.
            opened.setInstanceFollowRedirects(false);
            opened.setUseCaches(false);
            opened.setRequestMethod(method);
            opened.setRequestProperty("Connection", "close");
            opened.setRequestProperty("User-Agent", "Ringlock");
            headers.forEach(opened::setRequestProperty);
            return opened;
        }

        private void write(HttpURLConnection opened, byte[] bytes) throws IOException {
            opened.setDoOutput(true);
            // Without a fixed length, this class repeats a POST by itself if the answer is lost.
            opened.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = opened.getOutputStream()) {
                if (ended) {
                    // Connecting took too long. The caller already has a failure, which must stay true.
                    throw new InterruptedIOException();
                }
                out.write(bytes);
            }
        }

        /** Ends the request and its connection. */
        void end() {
            ended = true;
            HttpURLConnection opened = connection;
            if (opened != null) {
                opened.disconnect();
            }
        }
    }

    /** Only its name is reported. */
    private static final class AnswerTooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
