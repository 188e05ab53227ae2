package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The metrics that functions log, as {@code metric-lines.json} has them: by what was tried. The tests of {@code infra/}
 * allow an alarm and a widget only on a metric of that file.
 */
final class MetricLines {

    private static final Path FILE = Path.of("src/lambdaTest/resources/metric-lines.json");

    private MetricLines() {}

    /** What was tried, in the file: functions with their event files, and troubles. */
    static Set<String> tried() {
        return fields(file());
    }

    /** What this process has logged is what the file says of it. */
    static void assertLogged(String tried, FunctionProcess process) {
        JsonNode expected = file().path(tried);
        Set<String> lines = StreamSupport.stream(expected.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(lines, of(process), () -> "metric-lines.json, " + tried + "\n" + process.log());
    }

    /** Such as {@code Ringlock invocations function=ringlock-capture outcome=done}, as if the prefix was ringlock-. */
    private static Set<String> of(FunctionProcess process) {
        Set<String> metrics = new TreeSet<>();
        process.log()
                .lines()
                .map(EventFiles::json)
                .forEach(line -> line.at("/_aws/CloudWatchMetrics")
                        .forEach(declared -> declared.path("Metrics")
                                .forEach(metric -> declared.path("Dimensions")
                                        .forEach(
                                                dimensions -> metrics.add(text(line, declared, metric, dimensions))))));
        return metrics.stream()
                .map(metric -> metric.replace(process.setting("RINGLOCK_TABLE_PREFIX"), "ringlock-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(JsonNode line, JsonNode declared, JsonNode metric, JsonNode dimensions) {
        String name = metric.path("Name").asText();
        assertTrue(line.path(name).isNumber(), line::toString);
        return declared.path("Namespace").asText() + " " + name
                + StreamSupport.stream(dimensions.spliterator(), false)
                        .map(JsonNode::asText)
                        .map(dimension ->
                                " " + dimension + "=" + line.required(dimension).textValue())
                        .collect(Collectors.joining());
    }

    private static Set<String> fields(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode file() {
        try {
            return EventFiles.json(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
