package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric that an alarm or a widget watches.
 *
 * @param by the alarm's or the widget's name
 * @param dimensions by name: a text, or what the template has in its place, such as a Ref
 */
record WatchedMetric(String by, String namespace, String name, Map<String, Object> dimensions) {

    private static final Pattern SEARCH = Pattern.compile(
            "SEARCH\\('\\{(\\w+),function,outcome} MetricName=\"(\\w+)\" function=\"([^\"]+)\"', 'Sum', 300\\)");

    /** Any value will do: a widget shows every outcome there is. */
    static final String ANY = "*";

    /** One metric each. */
    static List<WatchedMetric> ofAlarms(Map<String, Object> template) {
        List<WatchedMetric> all = new ArrayList<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::CloudWatch::Alarm")) {
                all.add(of(id, TemplateJson.properties(resource)));
            }
        });
        return all;
    }

    static List<WatchedMetric> ofWidgets(Map<String, Object> template) {
        List<WatchedMetric> all = new ArrayList<>();
        TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals("AWS::CloudWatch::Dashboard"))
                .map(dashboard -> TemplateJson.read(new Names(template)
                        .of(TemplateJson.properties(dashboard).get("DashboardBody"))))
                .flatMap(body -> TemplateJson.list(body.get("widgets")).stream())
                .map(widget -> TemplateJson.map(TemplateJson.map(widget).get("properties")))
                .forEach(widget -> TemplateJson.list(widget.get("metrics"))
                        .forEach(metric ->
                                all.add(ofWidget(widget.get("title").toString(), TemplateJson.list(metric)))));
        return all;
    }

    /** What the template itself makes of logs: constants of the access log's format are its dimensions. */
    static Stream<WatchedMetric> ofFilters(Map<String, Object> template) {
        Map<String, Object> format = TemplateJson.read(of(template, "AWS::ApiGatewayV2::Stage")
                .map(stage -> TemplateJson.map(stage.get("AccessLogSettings")).get("Format"))
                .findFirst()
                .orElseThrow()
                .toString());
        return of(template, "AWS::Logs::MetricFilter")
                .flatMap(filter -> TemplateJson.list(filter.get("MetricTransformations")).stream())
                .map(TemplateJson::map)
                .map(made -> {
                    Map<String, Object> dimensions = new TreeMap<>();
                    TemplateJson.list(made.get("Dimensions")).stream()
                            .map(TemplateJson::map)
                            .forEach(dimension -> dimensions.put(
                                    dimension.get("Key").toString(),
                                    format.get(dimension.get("Value").toString().substring(2))));
                    return new WatchedMetric("", text(made, "MetricNamespace"), text(made, "MetricName"), dimensions);
                });
    }

    static Stream<Map<String, Object>> of(Map<String, Object> template, String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .map(TemplateJson::properties);
    }

    private static WatchedMetric of(String id, Map<String, Object> metric) {
        Map<String, Object> dimensions = new TreeMap<>();
        TemplateJson.list(metric.get("Dimensions")).stream()
                .map(TemplateJson::map)
                .forEach(dimension -> dimensions.put(dimension.get("Name").toString(), dimension.get("Value")));
        return new WatchedMetric(id, text(metric, "Namespace"), text(metric, "MetricName"), dimensions);
    }

    /** A list of namespace, name, and dimensions in pairs, then how it is shown; or an expression alone. */
    private static WatchedMetric ofWidget(String title, List<Object> metric) {
        if (metric.get(0) instanceof Map) {
            Matcher search = SEARCH.matcher(
                    TemplateJson.map(metric.get(0)).get("expression").toString());
            if (!search.matches()) {
                throw new AssertionError("not an expression of this kind: " + metric);
            }
            return new WatchedMetric(
                    title, search.group(1), search.group(2), Map.of("function", search.group(3), "outcome", ANY));
        }
        Map<String, Object> dimensions = new TreeMap<>();
        for (int i = 2; i + 1 < metric.size() && !(metric.get(i) instanceof Map); i += 2) {
            dimensions.put(metric.get(i).toString(), metric.get(i + 1));
        }
        return new WatchedMetric(title, metric.get(0).toString(), metric.get(1).toString(), dimensions);
    }

    private static String text(Map<String, Object> json, String name) {
        return json.get(name).toString();
    }
}
