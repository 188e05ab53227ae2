package dev.ringlock.store.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * DynamoDB Local in a process of its own, with a classpath of its own, for the tests of one JVM: its licence lets it be
 * used for tests, and it is never packaged. The build fetches it into a folder; it ends with this JVM.
 */
public final class DynamoDbLocal {

    private static final String PORT = "port ";

    private static URI running;

    private DynamoDbLocal() {}

    /** Where it answers; started when first asked for. */
    public static synchronized URI uri() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    private static URI start() {
        Path folder = Path.of(Objects.requireNonNull(
                System.getProperty("ringlock.dynamodb-local"), "the build names it: ringlock.dynamodb-local"));
        Path lib = folder.resolve("target/lib");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.library.path=" + lib,
                "-classpath",
                lib + "/*",
                folder.resolve("Loopback.java").toString());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("target/dynamodb-local.log").toFile()));
            builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
            BufferedReader printed = builder.start().inputReader();
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.startsWith(PORT)) {
                    return URI.create("http://127.0.0.1:" + line.substring(PORT.length()));
                }
            }
            throw new AssertionError("DynamoDB Local did not start; see dynamodb-local.log in its target folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
