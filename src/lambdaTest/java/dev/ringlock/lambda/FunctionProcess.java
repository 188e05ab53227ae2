package dev.ringlock.lambda;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Need;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A function from a {@code function.zip}, run as Lambda runs it: unpacked, in a process of its own, by the Runtime API. */
final class FunctionProcess implements AutoCloseable {

    private static final String BOOTSTRAP = "bootstrap";
    private static final String HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** Only so that a process that hangs fails a test instead of holding it up. */
    private static final int LONGEST_START_MINUTES = 2;

    /**
     * Locked while a process starts. AWS's runtime unpacks its own library to one place for the machine, and dies of another
     * that does so meanwhile.
     */
    private static final Path UNPACKING =
            Path.of(System.getProperty("java.io.tmpdir"), "ringlock-function-starts.lock");

    private final Map<String, String> settings;
    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private FunctionProcess(Map<String, String> settings, RuntimeApi api, Process process, Path log) {
        this.settings = settings;
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /** Unpacks the zip into the folder; the executable in it can be run then. */
    static Path unpack(Path zip, Path folder) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            File executable = folder.resolve(BOOTSTRAP).toFile();
            if (executable.exists() && !executable.setExecutable(true)) {
                throw new IOException("cannot make it executable");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it.
     *
     * @param code an unpacked {@code function.zip}
     * @param settings its environment; nothing of the test's own is handed on
     */
    static FunctionProcess start(Path code, String function, Map<String, String> settings) {
        RuntimeApi api = RuntimeApi.start();
        Path log = code.resolveSibling(code.getFileName() + "-" + function + ".log");
        ProcessBuilder builder = new ProcessBuilder(command(code))
                .directory(code.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_FUNQY_EXPORT", function);
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", deployedName(function, settings));
        environment.put("LAMBDA_TASK_ROOT", code.toString());
        environment.put("AWS_REGION", Clients.REGION.id());
        environment.put("AWS_ACCESS_KEY_ID", Clients.ACCESS_KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        builder.environment().clear();
        builder.environment().putAll(environment);
        try (FileChannel place = FileChannel.open(UNPACKING, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            place.lock();
            Process process = builder.start();
            api.awaitFirstCall(process);
            return new FunctionProcess(environment, api, process, log);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Its name in an account, as {@code infra/} gives it. */
    private static String deployedName(String function, Map<String, String> settings) {
        boolean hasPurpose = BuiltFunction.named(function)
                .filter(built -> built.needs(Need.PURPOSE))
                .isPresent();
        return settings.getOrDefault("RINGLOCK_TABLE_PREFIX", "")
                + function
                + (hasPurpose ? "-" + settings.get("RINGLOCK_PURPOSE") : "");
    }

    /** Hands an event over and waits for the answer to it. */
    RuntimeApi.RuntimeAnswer invoke(String event) {
        try {
            return api.invoke(event);
        } catch (AssertionError e) {
            String state = process.isAlive() ? "it still runs" : "it has ended: " + process.exitValue();
            throw new AssertionError(state + ", but " + e.getMessage() + "\n" + log(), e);
        }
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        process.onExit().orTimeout(LONGEST_START_MINUTES, TimeUnit.MINUTES).join();
    }

    /** What it was told in its environment. */
    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    long pid() {
        return process.pid();
    }

    /** All it has printed, to either stream. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }

    /** The executable, or the jar as AWS's Java runtime runs it: that runtime's own library is on the test's classpath. */
    private static List<String> command(Path code) {
        Path executable = code.resolve(BOOTSTRAP);
        if (Files.exists(executable)) {
            return List.of(executable.toString());
        }
        String runtime = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(jar -> jar.contains("aws-lambda-java-runtime-interface-client")
                        || jar.contains("aws-lambda-java-core")
                        || jar.contains("aws-lambda-java-serialization")
                        || jar.contains("utils-lite"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                // as Lambda's own Java runtimes have it
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                String.join(File.pathSeparator, code.toString(), code.resolve("lib") + "/*", runtime),
                RUNTIME,
                HANDLER));
        return command;
    }
}
