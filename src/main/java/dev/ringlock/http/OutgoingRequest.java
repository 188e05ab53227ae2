package dev.ringlock.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
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
 * <p>It uses the JDK's {@link java.net.HttpURLConnection}, which starts fast in a native executable.
 */
public final class OutgoingRequest {

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
        Sending sending = new Sending(address, headers, deadline, mostBytes, method, body);
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
}
