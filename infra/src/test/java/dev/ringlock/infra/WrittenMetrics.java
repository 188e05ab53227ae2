package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The metrics that somebody writes: the functions, as the main project's tests have seen it in their logs; the template's own
 * filters of logs; and AWS, by its documentation.
 */
final class WrittenMetrics {

    private static final Path LINES = Path.of("../src/lambdaTest/resources/metric-lines.json");
    private static final Path AWS = Path.of("src/test/resources/aws-metrics.csv");

    /** Whose functions the main project's tests run. */
    private static final String TRIED = "service";

    private final Map<String, Object> template;
    private final Set<WatchedMetric> ours = new HashSet<>();

    WrittenMetrics(Map<String, Object> template, OwnersPolicy policy) {
        this.template = template;
        lines().values().stream()
                .flatMap(lines -> TemplateJson.list(lines).stream())
                .flatMap(line -> forPurposes(line.toString(), policy))
                .forEach(line -> ours.add(ofLine(line)));
        WatchedMetric.ofFilters(template).forEach(ours::add);
    }

    /** The metrics in the lines of a deployment that only the clock starts. */
    static int ofIdle() {
        return TemplateJson.list(lines().get(BuiltFunction.PURGE.id())).size();
    }

    boolean has(WatchedMetric watched) {
        return watched.namespace().startsWith("AWS/")
                ? isAws(watched)
                : ours.stream().anyMatch(line -> fits(line, watched));
    }

    private static boolean fits(WatchedMetric line, WatchedMetric watched) {
        return line.namespace().equals(watched.namespace())
                && line.name().equals(watched.name())
                && line.dimensions().keySet().equals(watched.dimensions().keySet())
                && watched.dimensions().entrySet().stream()
                        .allMatch(dimension -> dimension.getValue().equals(WatchedMetric.ANY)
                                || dimension.getValue().equals(line.dimensions().get(dimension.getKey())));
    }

    private boolean isAws(WatchedMetric watched) {
        try (Stream<String> rows = Files.lines(AWS)) {
            return rows.map(row -> List.of(row.split(",")))
                    .filter(row -> row.size() == 6)
                    .filter(row -> row.subList(0, 2).equals(List.of(watched.namespace(), watched.name())))
                    .anyMatch(row -> watched.dimensions().keySet().equals(Set.of(row.get(2)))
                            && isOfAResource(watched.dimensions().get(row.get(2)), row.get(3), row.get(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfAResource(Object value, String type, String told) {
        if (!(value instanceof Map)) {
            return WatchedMetric.of(template, type).anyMatch(properties -> value.equals(properties.get(told)));
        }
        Object id = told.equals("Ref")
                ? TemplateJson.map(value).get("Ref")
                : TemplateJson.list(TemplateJson.map(value).get("Fn::GetAtt")).stream()
                        .limit(
                                TemplateJson.map(value).equals(Map.of("Fn::GetAtt", List.of(first(value), told)))
                                        ? 1
                                        : 0)
                        .findFirst()
                        .orElse(null);
        Object resource = id == null ? null : TemplateJson.resources(template).get(id.toString());
        return resource != null && TemplateJson.map(resource).get("Type").equals(type);
    }

    private static Object first(Object attribute) {
        List<Object> at = TemplateJson.list(TemplateJson.map(attribute).get("Fn::GetAtt"));
        return at.isEmpty() ? "" : at.get(0);
    }

    /** A line of one purpose's function is every purpose's. */
    private static Stream<String> forPurposes(String line, OwnersPolicy policy) {
        return Arrays.stream(BuiltFunction.values())
                        .filter(function -> function.needs(Need.PURPOSE))
                        .anyMatch(function -> line.contains(function.id() + "-" + TRIED))
                ? policy.purposes().stream().map(purpose -> line.replace("-" + TRIED, "-" + purpose))
                : Stream.of(line);
    }

    /** Such as {@code Ringlock invocations function=ringlock-capture outcome=done}. */
    private static WatchedMetric ofLine(String line) {
        List<String> words = List.of(line.split(" "));
        Map<String, Object> dimensions = new TreeMap<>();
        words.subList(2, words.size()).forEach(word -> dimensions.put(word.split("=")[0], word.split("=")[1]));
        return new WatchedMetric("", words.get(0), words.get(1), dimensions);
    }

    private static Map<String, Object> lines() {
        try {
            return TemplateJson.read(Files.readString(LINES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
