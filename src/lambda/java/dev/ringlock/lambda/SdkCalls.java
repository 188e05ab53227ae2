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
 * Counts what the AWS SDK does, by operation. A Lambda process handles one event at a time, so that what was counted since
 * the last event belongs to this one; a process's start counts to its first.
 */
@Singleton
final class SdkCalls implements ExecutionInterceptor {

    /**
     * Calls since the last time it was asked.
     *
     * @param byOperation such as {@code KMS.GenerateMac}
     * @param attempts requests sent: more than there were calls if some had to be sent again
     */
    record Counted(Map<String, Long> byOperation, long attempts) {

        long calls() {
            return byOperation.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final String ATTEMPTS = "";

    private final ConcurrentHashMap<String, Long> counts = new ConcurrentHashMap<>();

    Counted take() {
        Map<String, Long> taken = new TreeMap<>();
        for (String name : counts.keySet()) {
            Long count = counts.remove(name);
            if (count != null) {
                taken.put(name, count);
            }
        }
        Long attempts = taken.remove(ATTEMPTS);
        return new Counted(taken, attempts == null ? 0 : attempts);
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
