package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who send half a request, or send it slowly, keep nobody else out. */
class SlowCallersIT {

    private static final int MANY = 1_100;
    private static final int ROOM = 100;
    private static final String HALF_A_HEAD = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
    private static final String HALF_A_BODY =
            "POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    private static final String FORM = "GET /?language=de HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LAST_FORM =
            "GET /?language=es HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    /** Only so that a server that waits for ever fails the test. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int DRIP_MILLIS = 20;

    private final Path folder;

    SlowCallersIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theFormIsServedWhileManyRequestsAreHalfSent() throws Exception {
        // so long a time that only newcomers can end a half-sent request here
        Map<String, String> settings =
                Map.of("RINGLOCK_CONNECTIONS_MOST", String.valueOf(ROOM), "RINGLOCK_CONNECTIONS_ARRIVAL", "PT1H");
        List<Socket> half = new ArrayList<>();
        try (RunningServer server = RunningServer.start(folder, settings, "--demo")) {
            while (half.size() < MANY) {
                half.add(socket(server, half.size() % 2 == 0 ? HALF_A_HEAD : HALF_A_BODY));
                if (half.size() % ROOM == 0) {
                    assertTrue(server.raw(LAST_FORM).startsWith("HTTP/1.1 200"), "after " + half.size());
                }
            }
            for (Socket gone : half.subList(0, MANY - ROOM)) {
                assertEquals("", rest(gone));
            }
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void aRequestThatDripsHasItsTimeAndNoMore() throws Exception {
        try (RunningServer server =
                RunningServer.start(folder, Map.of("RINGLOCK_CONNECTIONS_ARRIVAL", "PT1S"), "--demo")) {
            assertEquals("", drip(server, HALF_A_HEAD), "a head that is not whole has no answer");
            String answer = drip(server, HALF_A_BODY);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
            assertTrue(answer.contains("within 1 s"), answer);
            assertEquals("", drip(server, ""), "nor has a byte now and then");
        }
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrderAndARefusalComesLast() throws Exception {
        try (RunningServer server = RunningServer.demo(folder)) {
            String both = server.raw(FORM + "\r\n" + LAST_FORM);
            assertTrue(both.indexOf("<html lang=\"de\"") < both.indexOf("<html lang=\"es\""), both);
            assertTrue(both.contains("<html lang=\"de\""), both);
            String refused = server.raw(FORM + "\r\nnonsense\r\n\r\n" + FORM + "\r\n");
            assertTrue(refused.startsWith("HTTP/1.1 200"), refused);
            assertEquals(1, refused.split("<html lang=\"de\"", -1).length - 1, refused);
            assertTrue(refused.indexOf("HTTP/1.1 400") > 0, refused);
        }
    }

    @Test
    void aCallerWhoWaitsForLeaveToSendGetsIt() throws Exception {
        try (RunningServer server = RunningServer.demo(folder);
                Socket socket = socket(
                        server,
                        "POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")) {
            byte[] leave = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            assertEquals("HTTP/1.1 100", new String(leave, StandardCharsets.US_ASCII));
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            String answer = rest(socket);
            assertTrue(answer.contains("HTTP/1.1 422"), answer);
        }
    }

    /** Sends a byte whenever the server has said nothing for a while, until it closes the connection. */
    private static String drip(RunningServer server, String begin) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = socket(server, begin)) {
            socket.setSoTimeout(DRIP_MILLIS);
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                try {
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return answer.toString(StandardCharsets.US_ASCII);
                    }
                    answer.write(next);
                } catch (SocketTimeoutException e) {
                    socket.getOutputStream().write('a');
                }
            }
        } catch (IOException e) {
            // a byte on its way met a closed connection
            return answer.toString(StandardCharsets.US_ASCII);
        }
        throw new AssertionError("it waits for ever");
    }

    private static Socket socket(RunningServer server, String begin) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What the server sends until it closes the connection. */
    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("it was not closed", e);
        } catch (IOException e) {
            return "";
        }
    }
}
