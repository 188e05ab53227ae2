package dev.ringlock.lambda;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the AWS SDK's calls by operation. A Lambda process handles one event at a time, so the calls since the last
 * event belong to this one. Those of a process's start belong to its first event.
 */
@Singleton
final class SdkCalls implements ExecutionInterceptor {

    /**
     * The calls since the last {@link #take}.
     *
     * @param byOperation such as {@code KMS.GenerateMac}
     * @param attempts the requests that were sent; more than calls if some were repeated
     */
    record Counted(Map<String, Long> byOperation, long attempts) {

        long calls() {
            return byOperation.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final String ATTEMPTS = "";

    private final ConcurrentHashMap<String, Long> counts = new ConcurrentHashMap<>();

    Counted take() {
        Map<String, Long> byOperation = new TreeMap<>();
        for (String name : counts.keySet()) {
            Long count = counts.remove(name);
            if (count != null) {
                byOperation.put(name, count);
            }
        }
        Long attempts = byOperation.remove(ATTEMPTS);
        return new Counted(byOperation, attempts == null ? 0 : attempts);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        counts.merge(service + "." + operation, 1L, Long::sum);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        counts.merge(ATTEMPTS, 1L, Long::sum);
    }
}
