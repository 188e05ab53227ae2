package dev.ringlock.standalone;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** A person whom {@code staff add} has added: what the command printed, and the app on their phone. */
final class StaffDevice {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SEED_BYTES = 20;

    private final JsonNode added;
    private final SecretKeySpec seed;

    private StaffDevice(JsonNode added) {
        this.added = added;
        this.seed = new SecretKeySpec(bytes(added.path("seed").asText()), "RAW");
    }

    /** Runs a command on a server's data as its owner would, from another folder. It has to succeed. */
    static String command(Path elsewhere, Path data, Map<String, String> settings, String... arguments) {
        Map<String, String> same = new HashMap<>(settings);
        same.put("RINGLOCK_DATA", data.toString());
        RunningServer.Ended ended = RunningServer.runToEnd(elsewhere, same, arguments);
        if (ended.exit() != 0) {
            throw new AssertionError(ended.printed());
        }
        if (ended.printed().contains("LogManager")) {
            throw new AssertionError("a command prints the log manager's own complaint:\n" + ended.printed());
        }
        return ended.printed();
    }

    static StaffDevice add(Path elsewhere, Path data, Map<String, String> settings, String name, String roles)
            throws IOException {
        return of(command(elsewhere, data, settings, "staff", "add", name, "--roles", roles, "--json"));
    }

    static StaffDevice of(String printed) throws IOException {
        String line =
                printed.lines().filter(each -> each.startsWith("{")).findFirst().orElseThrow();
        return new StaffDevice(JSON.readTree(line));
    }

    String name() {
        return added.path("name").asText();
    }

    String password() {
        return added.path("password").asText();
    }

    /** What is nowhere but on this device. */
    List<String> secrets() {
        return List.of(password(), added.path("seed").asText());
    }

    /** What the app shows so many steps of 30 seconds from now. */
    String code(int steps) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            seed, Instant.now().plus(Duration.ofSeconds(30).multipliedBy(steps)));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs in with a code. The next one is taken too, so a test can sign in twice without waiting. */
    HttpResponse<String> signIn(RunningServer server, String code) throws IOException {
        String body = JSON.createObjectNode()
                .put("name", name())
                .put("password", password())
                .put("code", code)
                .toString();
        return server.post("/v1/sign-in", Example.JSON, body);
    }

    private static byte[] bytes(String base32) {
        BigInteger number = Stream.of(base32.split(""))
                .map(BASE32::indexOf)
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, (all, five) -> all.shiftLeft(5).or(five));
        byte[] bytes = new byte[SEED_BYTES];
        byte[] all = number.toByteArray();
        for (int i = 1; i <= Math.min(SEED_BYTES, all.length); i++) {
            bytes[SEED_BYTES - i] = all[all.length - i];
        }
        return bytes;
    }
}
