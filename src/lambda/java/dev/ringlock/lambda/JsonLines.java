package dev.ringlock.lambda;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Invocation;
import dev.ringlock.http.Json;
import dev.ringlock.http.Measures;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The log as JSON, one line a record. The line of an {@link Invocation} has CloudWatch's embedded metric format too,
 * from which CloudWatch makes the metrics of namespace {@code Ringlock} without a request.
 *
 * <p>It logs an exception's kind and place, and no message: the message may hold parts of the event.
 */
final class JsonLines extends ExtFormatter {

    private static final String REQUEST_ID = "AWSRequestId";
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private final Supplier<SdkCalls.Counted> calls;

    /** @param calls the SDK's calls for the event of this line */
    JsonLines(Supplier<SdkCalls.Counted> calls) {
        this.calls = calls;
    }

    @Override
    public String format(ExtLogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        Object[] parameters = record.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof Invocation invocation) {
            putInvocation(line, invocation, record);
        } else if (parameters != null && parameters.length == 1 && parameters[0] instanceof Measures measures) {
            putMeasures(line, measures, record);
        } else {
            line.put("time", record.getInstant().toString());
            line.put("level", record.getLevel().getName());
            line.put("logger", record.getLoggerName());
            line.put("message", formatMessage(record));
            putThrown(line, record.getThrown());
        }
        putIfThere(line, "requestId", record.getMdc(REQUEST_ID));
        putIfThere(line, "trace", System.getProperty(TRACE_HEADER));
        return Json.write(line) + "\n";
    }

    private void putInvocation(Map<String, Object> line, Invocation invocation, ExtLogRecord record) {
        SdkCalls.Counted counted = calls.get();
        line.put("_aws", metrics(record.getMillis()));
        line.put("function", invocation.function());
        line.put("outcome", invocation.outcome().id());
        line.put("status", invocation.status());
        line.put("invocations", 1);
        line.put("duration", invocation.took().toNanos() / 1e6);
        line.put("calls", counted.calls());
        line.put("attempts", counted.attempts());
        line.put("callsByOperation", counted.byOperation());
    }

    private static void putMeasures(Map<String, Object> line, Measures measures, ExtLogRecord record) {
        List<Map<String, String>> metrics = measures.values().keySet().stream()
                .map(name -> metric(name, "None"))
                .toList();
        line.put("_aws", metrics(record.getMillis(), List.of(List.of("function")), metrics));
        line.put("function", measures.function());
        line.putAll(measures.values());
    }

    /**
     * The line's metrics. They are few, because the owner pays for each metric with each outcome; the other fields can
     * be queried. Source: CloudWatch's "embedded metric format specification".
     */
    private static Map<String, Object> metrics(long timestamp) {
        return metrics(
                timestamp,
                List.of(List.of("function"), List.of("function", "outcome")),
                List.of(metric("invocations", "Count"), metric("duration", "Milliseconds")));
    }

    private static Map<String, Object> metrics(
            long timestamp, List<List<String>> dimensions, List<Map<String, String>> metrics) {
        return Map.of(
                "Timestamp",
                timestamp,
                "CloudWatchMetrics",
                List.of(Map.of("Namespace", "Ringlock", "Dimensions", dimensions, "Metrics", metrics)));
    }

    private static Map<String, String> metric(String name, String unit) {
        return Map.of("Name", name, "Unit", unit);
    }

    private static void putThrown(Map<String, Object> line, @Nullable Throwable thrown) {
        if (thrown instanceof ConfigurationException) {
            line.put("reason", thrown.getMessage());
        }
        if (thrown != null) {
            line.put("thrown", Endpoint.place(thrown));
        }
    }

    private static void putIfThere(Map<String, Object> line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }
}
