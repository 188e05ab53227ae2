package dev.ringlock.store.dynamodb;

import dev.ringlock.store.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Sits in the SDK: counts what is sent, and lets transactions meet faults, each time that they are sent. */
final class Faults implements ExecutionInterceptor {

    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final List<Boolean> consistentReads = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.THROTTLED;
    private volatile boolean everywhere;
    private volatile String cancellation = "TransactionConflict";
    private volatile boolean ledgerBroken;
    private final AtomicInteger unprocessed = new AtomicInteger();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile int allowed = Integer.MAX_VALUE;

    /** From now on a transaction is throttled while that many are on their way. */
    void allow(int atOnce) {
        allowed = atOnce;
    }

    int turnedAway() {
        return turnedAway.get();
    }

    /** The most transactions that were on their way at once. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** Transactions and single puts meet it. */
    void inject(Fault next, int times) {
        everywhere = false;
        fault = next;
        left.set(times);
    }

    /** Requests of every kind meet it. */
    void injectEverywhere(Fault next, int times) {
        inject(next, times);
        everywhere = true;
    }

    /** The next transaction is cancelled for this reason. */
    void cancelFor(String code) {
        cancellation = code;
        inject(Fault.CONFLICT, 1);
    }

    /** The next batch read leaves all its keys unprocessed, and forgets how they were to be read. */
    void leaveUnprocessed() {
        unprocessed.set(1);
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

    /** Of each batch read since the last time it was asked, whether it was to be strongly consistent. */
    List<Boolean> takeConsistentReads() {
        List<Boolean> taken = List.copyOf(consistentReads);
        consistentReads.clear();
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
        if (context.request() instanceof BatchGetItemRequest request) {
            request.requestItems().values().forEach(wanted -> consistentReads.add(wanted.consistentRead()));
        }
        sent.merge(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), 1, Integer::sum);
        if (context.request() instanceof TransactWriteItemsRequest) {
            int atOnce = onTheirWay.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce, Math::max);
            if (atOnce > allowed) {
                onTheirWay.decrementAndGet();
                turnedAway.incrementAndGet();
                throw throttledByCapacity((TransactWriteItemsRequest) context.request());
            }
        }
        if (fault != Fault.ANSWER_LOST && isMeant(context.request()) && isNext()) {
            if (context.request() instanceof TransactWriteItemsRequest) {
                onTheirWay.decrementAndGet();
            }
            throw switch (fault) {
                case THROTTLED -> throttled();
                case CONFLICT -> conflict((TransactWriteItemsRequest) context.request());
                default -> timedOut();
            };
        }
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.request() instanceof BatchGetItemRequest request && unprocessed.getAndSet(0) == 1) {
            Map<String, KeysAndAttributes> left = new TreeMap<>();
            request.requestItems()
                    .forEach((table, wanted) -> left.put(
                            table,
                            KeysAndAttributes.builder().keys(wanted.keys()).build()));
            return BatchGetItemResponse.builder()
                    .responses(Map.of())
                    .unprocessedKeys(left)
                    .build();
        }
        return context.response();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest) {
            onTheirWay.decrementAndGet();
        }
        if (fault == Fault.ANSWER_LOST && isMeant(context.request()) && isNext()) {
            throw timedOut();
        }
    }

    private boolean isMeant(SdkRequest request) {
        return everywhere || request instanceof TransactWriteItemsRequest || request instanceof PutItemRequest;
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

    /** As DynamoDB tells that one table's capacity was used up. The SDK does not send it again by itself. */
    private static RuntimeException throttledByCapacity(TransactWriteItemsRequest request) {
        return cancelled(request, "ThrottlingError");
    }

    private static RuntimeException timedOut() {
        return ApiCallAttemptTimeoutException.builder().message("injected").build();
    }

    private RuntimeException conflict(TransactWriteItemsRequest request) {
        return cancelled(request, cancellation);
    }

    private static RuntimeException cancelled(TransactWriteItemsRequest request, String first) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("TransactionCanceledException")
                        .build())
                .cancellationReasons(request.transactItems().stream()
                        .map(item -> CancellationReason.builder()
                                .code(item.equals(request.transactItems().get(0)) ? first : "None")
                                .build())
                        .toList())
                .build();
    }
}
