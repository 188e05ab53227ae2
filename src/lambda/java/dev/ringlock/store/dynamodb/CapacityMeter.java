package dev.ringlock.store.dynamodb;

import dev.ringlock.store.Capacity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Sits in the SDK: asks DynamoDB to tell what each call used, and sums that up. A call that failed, a refused transaction
 * among them, used capacity too, but DynamoDB does not tell how much.
 */
@Singleton
public final class CapacityMeter implements ExecutionInterceptor, Capacity {

    private final DoubleAdder used = new DoubleAdder();

    @Override
    public double used() {
        return used.sum();
    }

    /** Whichever request knows this field: no list of them that a new call would be missing in. */
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest.Builder asking = context.request().toBuilder();
        context.request().sdkFields().stream()
                .filter(field -> field.memberName().equals("ReturnConsumedCapacity"))
                .forEach(field -> field.set(asking, ReturnConsumedCapacity.TOTAL.toString()));
        return asking.build();
    }

    /** One table's, or a list of several tables'; an engine that only stands in for DynamoDB may not tell. */
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Object told = context.response()
                .getValueForField("ConsumedCapacity", Object.class)
                .orElse(List.of());
        for (Object each : told instanceof List<?> several ? several : List.of(told)) {
            if (each instanceof ConsumedCapacity consumed && consumed.capacityUnits() != null) {
                used.add(consumed.capacityUnits());
            }
        }
    }
}
