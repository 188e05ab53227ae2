package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An alarm watches what is written, goes off when it should, and somebody knows what to do then. */
class AlarmsTest {

    /** The thresholds of alarms that more than one event raises: so often, in so many periods of so many seconds. */
    private static final Map<String, List<Integer>> PATIENT = Map.of(
            "InboundRefused", List.of(10, 1, 3600),
            "PurgeRefused", List.of(1, 1, 3600),
            "PurgeLeft", List.of(1, 3, 3600),
            "PurgeNotRun", List.of(1, 3, 3600),
            "ReconcileNotRun", List.of(1, 3, 86_400));

    private final Map<String, Object> template = Synthesised.stack().template();
    private final WrittenMetrics written = new WrittenMetrics(template, Synthesised.POLICY);

    @Test
    void every_alarm_and_every_widget_watches_what_somebody_writes() {
        List<WatchedMetric> alarms = WatchedMetric.ofAlarms(template);
        List<WatchedMetric> widgets = WatchedMetric.ofWidgets(template);
        assertEquals(
                alarms().size(),
                alarms.stream().map(WatchedMetric::by).distinct().count());
        assertEquals(
                WatchedMetric.of(template, "AWS::Lambda::Function").count(),
                widgets.stream().map(WatchedMetric::by).distinct().count());
        assertEquals(
                List.of(),
                Stream.concat(alarms.stream(), widgets.stream())
                        .filter(metric -> !written.has(metric))
                        .toList());
    }

    /** The check itself would see it. */
    @Test
    void what_nobody_writes_is_found() {
        Map<String, Object> reveal = Map.of("function", "ringlock-reveal-service", "outcome", "refused");
        assertTrue(written.has(new WatchedMetric("", "Ringlock", "invocations", reveal)));
        for (WatchedMetric nobodys : List.of(
                new WatchedMetric("", "Ringlock", "invocation", reveal),
                new WatchedMetric("", "Ringlock", "invocations", Map.of("function", "ringlock-reveal-service")),
                new WatchedMetric("", "Ringlock", "invocations", Map.of("function", "reveal", "outcome", "refused")),
                new WatchedMetric("", "Ringlock", "unreadable", Map.of("function", "ringlock-inbound")),
                new WatchedMetric("", "AWS/Lambda", "Errors", Map.of("FunctionName", "ringlock-reveal")),
                new WatchedMetric("", "AWS/Lambda", "Error", Map.of("FunctionName", "ringlock-capture")),
                new WatchedMetric("", "AWS/ApiGateway", "5xx", Map.of("ApiId", Map.of("Ref", "Stage"))),
                new WatchedMetric(
                        "",
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        Map.of("QueueName", Map.of("Fn::GetAtt", List.of("Api", "QueueName")))))) {
            assertFalse(written.has(nobodys), nobodys::toString);
        }
    }

    @Test
    void one_event_raises_an_alarm_unless_it_is_said_how_many_do() {
        Set<String> patient = new TreeSet<>();
        alarms().forEach((id, alarm) -> {
            List<Integer> takes = PATIENT.getOrDefault(id, List.of(1, 1, 300));
            if (PATIENT.containsKey(id)) {
                patient.add(id);
            }
            assertEquals(takes.subList(0, 2), List.of(alarm.get("Threshold"), alarm.get("EvaluationPeriods")), id);
            assertEquals(null, alarm.get("DatapointsToAlarm"), id);
            boolean silence = id.endsWith("NotRun");
            assertEquals(silence ? "breaching" : "notBreaching", alarm.get("TreatMissingData"), id);
            assertEquals(
                    silence ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
                    alarm.get("ComparisonOperator"),
                    id);
            assertEquals(takes.get(2), alarm.get("Period"), id);
            assertEquals("Sum", alarm.get("Statistic"), id);
            assertFalse(alarm.containsKey("Metrics"), "a sum says nothing while one of its metrics was never written");
        });
        assertEquals(PATIENT.keySet(), patient);
    }

    @Test
    void the_page_says_of_each_alarm_what_to_do() throws IOException {
        Set<String> alarms = new TreeSet<>();
        alarms().values().forEach(alarm -> {
            String says = alarm.get("AlarmDescription").toString();
            assertTrue(says.startsWith("Ringlock: "), says);
            alarms.add(says.substring("Ringlock: ".length()));
        });
        String page = Files.readString(Path.of("../docs/deploy.md"));
        String section = page.substring(page.indexOf("\n## Alarms\n") + 1);
        Set<String> told = new TreeSet<>();
        section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| it says"))
                .forEach(line -> {
                    List<String> cells = List.of(line.split(" *\\| *"));
                    assertTrue(cells.size() == 3 && cells.get(2).length() > 30, line);
                    told.add(cells.get(1));
                });
        assertEquals(alarms, told);
    }

    /** A request that a function answers 429 counts one caller's own tries: that is no route's limit. */
    @Test
    void only_the_gateways_own_429_counts() {
        Map<String, Object> filter = WatchedMetric.of(template, "AWS::Logs::MetricFilter")
                .findFirst()
                .orElseThrow();
        assertEquals("{ ($.status = \"429\") && ($.integration != \"429\") }", filter.get("FilterPattern"));
        String format = WatchedMetric.of(template, "AWS::ApiGatewayV2::Stage")
                .map(stage -> TemplateJson.map(stage.get("AccessLogSettings"))
                        .get("Format")
                        .toString())
                .findFirst()
                .orElseThrow();
        Map<String, Object> logged = TemplateJson.read(format);
        assertEquals("$context.status", logged.get("status"));
        assertEquals("$context.integration.status", logged.get("integration"));
        assertEquals("ringlock-", logged.get("prefix"));
    }

    /** Alarms by their ids without the CDK's hash. */
    private Map<String, Map<String, Object>> alarms() {
        Map<String, Map<String, Object>> alarms = new TreeMap<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::CloudWatch::Alarm")) {
                alarms.put(id.replaceFirst("[0-9A-F]{8}$", ""), TemplateJson.properties(resource));
            }
        });
        return alarms;
    }
}
