package dev.ringlock.lambda;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Invocation;
import dev.ringlock.http.Json;
import dev.ringlock.http.WatchedCount;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The log as JSON, one line a record. The line of an {@link Invocation} or of a {@link WatchedCount} has CloudWatch's
 * embedded metric format too, from which CloudWatch makes the metrics of namespace {@code Ringlock} without a request.
 *
 * <p>The metrics are few, because the owner pays for each with each value of its dimensions. The other fields can be
 * queried. An invocation's dimensions are the function, by its name on AWS, and the outcome. A count has the prefix of
 * the deployment alone: one alarm watches all functions, and the line says which one it was.
 *
 * <p>It logs an exception's kind and place, and no message: the message may hold parts of the event.
 */
final class JsonLines extends ExtFormatter {

    private static final String REQUEST_ID = "AWSRequestId";
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private final Supplier<SdkCalls.Counted> calls;
    private final String function;
    private final String prefix;

    /**
     * @param calls the SDK's calls for the event of this line
     * @param function the name of this Lambda function: {@code ringlock-reveal-service}, not {@code reveal}
     * @param prefix of the deployment, such as {@code ringlock-}: there may be two in an account
     */
    JsonLines(Supplier<SdkCalls.Counted> calls, String function, String prefix) {
        this.calls = calls;
        this.function = function;
        this.prefix = prefix;
    }

    @Override
    public String format(ExtLogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        Object[] parameters = record.getParameters();
        Object told = parameters != null && parameters.length == 1 ? parameters[0] : null;
        if (told instanceof Invocation invocation) {
            putInvocation(line, invocation, record);
        } else if (told instanceof WatchedCount count) {
            putCount(line, count, record);
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
        line.put("_aws", metric(record, "invocations", "function", "outcome"));
        line.put("function", function);
        line.put("outcome", invocation.outcome().id());
        line.put("status", invocation.status());
        line.put("invocations", 1);
        line.put("duration", invocation.took().toNanos() / 1e6);
        line.put("calls", counted.calls());
        line.put("attempts", counted.attempts());
        line.put("callsByOperation", counted.byOperation());
    }

    private void putCount(Map<String, Object> line, WatchedCount count, ExtLogRecord record) {
        line.put("_aws", metric(record, count.name(), "prefix"));
        line.put("function", function);
        line.put("prefix", prefix);
        line.put(count.name(), count.count());
    }

    /** A line's metric. Source: CloudWatch's "embedded metric format specification". */
    private static Map<String, Object> metric(ExtLogRecord record, String name, String... dimensions) {
        return Map.of(
                "Timestamp",
                record.getMillis(),
                "CloudWatchMetrics",
                List.of(Map.of(
                        "Namespace",
                        "Ringlock",
                        "Dimensions",
                        List.of(List.of(dimensions)),
                        "Metrics",
                        List.of(Map.of("Name", name, "Unit", "Count")))));
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
