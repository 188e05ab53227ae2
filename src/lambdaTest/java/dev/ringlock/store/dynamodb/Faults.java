package dev.ringlock.store.dynamodb;

import dev.ringlock.store.Fault;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sits in the SDK: counts what is sent, and lets transactions meet faults, each time that they are sent. */
final class Faults implements ExecutionInterceptor {

    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.THROTTLED;
    private volatile boolean ledgerBroken;

    void inject(Fault next, int times) {
        fault = next;
        left.set(times);
    }

    void breakLedger(boolean broken) {
        ledgerBroken = broken;
    }

    /** Requests by operation since the last time it was asked, those sent again too. */
    Map<String, Integer> takeSent() {
        Map<String, Integer> taken = new TreeMap<>(sent);
        sent.clear();
        return taken;
    }

    /** An entry is sent to a table that is not there: what stands before it in the transaction has been looked at then. */
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (!ledgerBroken || !(context.request() instanceof TransactWriteItemsRequest request)) {
            return context.request();
        }
        return request.toBuilder()
                .transactItems(
                        request.transactItems().stream().map(Faults::astray).toList())
                .build();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.merge(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), 1, Integer::sum);
        if (fault != Fault.ANSWER_LOST && context.request() instanceof TransactWriteItemsRequest request && isNext()) {
            throw switch (fault) {
                case THROTTLED -> throttled();
                case CONFLICT -> conflict(request);
                default -> timedOut();
            };
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (fault == Fault.ANSWER_LOST && context.request() instanceof TransactWriteItemsRequest && isNext()) {
            throw timedOut();
        }
    }

    private boolean isNext() {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    private static TransactWriteItem astray(TransactWriteItem item) {
        boolean isEntry = item.put() != null && item.put().tableName().endsWith("ledger");
        return isEntry
                ? item.toBuilder()
                        .put(item.put().copy(put -> put.tableName("nowhere")))
                        .build()
                : item;
    }

    private static RuntimeException throttled() {
        return DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .build())
                .build();
    }

    private static RuntimeException timedOut() {
        return ApiCallAttemptTimeoutException.builder().message("injected").build();
    }

    private static RuntimeException conflict(TransactWriteItemsRequest request) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("TransactionCanceledException")
                        .build())
                .cancellationReasons(request.transactItems().stream()
                        .map(item -> CancellationReason.builder()
                                .code(item.equals(request.transactItems().get(0)) ? "TransactionConflict" : "None")
                                .build())
                        .toList())
                .build();
    }
}
