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
import org.jspecify.annotations.Nullable;

/** One sending of an {@link OutgoingRequest}. Another thread may end it. */
final class Sending implements Callable<OutgoingAnswer> {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

    private final URI address;
    private final Map<String, String> headers;
    private final Duration deadline;
    private final int mostBytes;
    private final String method;
    private final byte @Nullable [] body;
    private volatile @Nullable HttpURLConnection connection;
    private volatile boolean ended;

    Sending(
            URI address,
            Map<String, String> headers,
            Duration deadline,
            int mostBytes,
            String method,
            byte @Nullable [] body) {
        this.address = address;
        this.headers = headers;
        this.deadline = deadline;
        this.mostBytes = mostBytes;
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

    /** Only its name is reported. */
    private static final class AnswerTooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
