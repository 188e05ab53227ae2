package dev.ringlock.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The event files: for each function a folder, for each event a file whose name ends with the status of its answer. */
final class EventFiles {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("src/lambdaTest/resources/events");

    /** One event file. */
    record EventFile(String name, String json) {

        static EventFile of(Path file) {
            return new EventFile(file.getFileName().toString().replace(".json", ""), read(file));
        }
    }

    private EventFiles() {}

    /** The functions that there are event files for. */
    static List<String> functions() {
        return list(FOLDER).map(folder -> folder.getFileName().toString()).toList();
    }

    static List<EventFile> of(String function) {
        return list(FOLDER.resolve(function)).map(EventFile::of).toList();
    }

    /** One event of a function's. */
    static String json(String function, String name) {
        return of(function).stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow()
                .json();
    }

    /** The status of the answer to the event of that name. */
    static int status(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    /** The answers to a function's events, by the events' names, in the order of their names. */
    static Map<String, RuntimeApi.RuntimeAnswer> answers(FunctionProcess process, String function) {
        Map<String, RuntimeApi.RuntimeAnswer> answers = new LinkedHashMap<>();
        for (EventFile event : of(function)) {
            answers.put(event.name(), process.invoke(event.json()));
        }
        return answers;
    }

    /**
     * An answer without what is new each time: the ids of records, runs and exports, sealed cookies, signatures and
     * their keys, times, and PDFs, which have one.
     */
    static String repeatable(RuntimeApi.RuntimeAnswer answer) {
        return answer.to() + " "
                + answer.body()
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RECORD")
                        .replaceAll("\\b0[0-9A-HJKMNP-TV-Z]{25}\\b", "ULID")
                        .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "INSTANT")
                        .replaceAll("\"JVBERi0[A-Za-z0-9+/=]+\"", "PDF")
                        .replaceAll("\"run\":\"[0-9A-Z]{26}\"", "RUN")
                        .replaceAll("exportId(\\W+)[0-9A-Z]{26}", "EXPORT")
                        .replaceAll("\"millis\":\\d+", "MILLIS")
                        .replaceAll("\\?t=[A-Za-z0-9_-]+", "?t=TOKEN")
                        .replaceAll("ringlock_(signup|code)=[A-Za-z0-9_-]+", "COOKIE")
                        .replaceAll("eyJ[A-Za-z0-9_.-]+", "JWS")
                        .replaceAll("\\b(x|y|kid)(\\W+)[A-Za-z0-9_-]{43}\\b", "$1 KEY")
                        .replaceAll("\\d{1,2}:\\d{2}(\\W?(AM|PM))?(?= UTC)", "TIME");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
