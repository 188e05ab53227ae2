package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Invocation;
import dev.ringlock.http.WatchedCount;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final String NUMBER = "+12025550123";

    private final JsonLines lines = new JsonLines(
            () -> new SdkCalls.Counted(Map.of("Kms.GenerateMac", 2L), 3), "ringlock-reveal-service", "ringlock-");

    @Test
    void anExceptionIsToldByItsKindAndItsPlaceAndNotByWhatItSays() {
        ExtLogRecord record = record("it failed");
        record.setThrown(new IllegalStateException("not a number: " + NUMBER, new IllegalArgumentException(NUMBER)));
        String line = lines.format(record);
        assertFalse(line.contains("2025550123"), line);
        assertTrue(EventFiles.json(line)
                .path("thrown")
                .asText()
                .contains("IllegalStateException at " + getClass().getName()));
        assertEquals("it failed", EventFiles.json(line).path("message").asText());
    }

    @Test
    void anOwnersMistakeIsToldInFull() {
        ExtLogRecord record = record("no start");
        record.setThrown(new ConfigurationException("RINGLOCK_NUMBER_KEY is not set"));
        assertEquals(
                "RINGLOCK_NUMBER_KEY is not set",
                EventFiles.json(lines.format(record)).path("reason").asText());
    }

    @Test
    void anEventIsOneLineInCloudWatchsFormat() {
        ExtLogRecord record = record("%s");
        record.setParameters(new Object[] {
            new Invocation("reveal", Invocation.InvocationOutcome.DONE, 201, Duration.ofNanos(12_345_678))
        });
        String text = lines.format(record);
        assertEquals(1, text.lines().count());
        JsonNode line = EventFiles.json(text);
        JsonNode declared = line.at("/_aws/CloudWatchMetrics/0");
        assertEquals("Ringlock", declared.path("Namespace").asText());
        declared.path("Metrics")
                .forEach(metric ->
                        assertTrue(line.path(metric.path("Name").asText()).isNumber(), metric::toString));
        declared.path("Dimensions")
                .forEach(set ->
                        set.forEach(name -> assertTrue(line.path(name.asText()).isTextual(), name::toString)));
        assertEquals("[[\"function\",\"outcome\"]]", declared.path("Dimensions").toString());
        assertEquals("ringlock-reveal-service", line.path("function").asText(), "as AWS names it, for its purpose");
        assertEquals(12.345678, line.path("duration").asDouble());
        assertEquals(2, line.path("calls").asInt());
        assertEquals(3, line.path("attempts").asInt());
    }

    @Test
    void whatSomebodyWatchesIsAMetricOfTheDeployment() {
        ExtLogRecord record = record("%s");
        record.setParameters(new Object[] {new WatchedCount("messages", "unsent", 2)});
        JsonNode line = EventFiles.json(lines.format(record));
        assertEquals("ringlock-reveal-service", line.path("function").asText());
        assertEquals("ringlock-", line.path("prefix").asText());
        assertEquals(2, line.path("unsent").asInt());
        JsonNode declared = line.at("/_aws/CloudWatchMetrics/0");
        assertEquals("[[\"prefix\"]]", declared.path("Dimensions").toString());
        assertEquals(List.of("unsent"), declared.path("Metrics").findValuesAsText("Name"));
    }

    private static ExtLogRecord record(String message) {
        return new ExtLogRecord(Level.INFO, message, FormatStyle.PRINTF, "org.jboss.logging.Logger");
    }
}
