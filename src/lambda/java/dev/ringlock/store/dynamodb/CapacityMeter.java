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
 * An interceptor in the SDK. It makes DynamoDB report the capacity of each call, and sums it up. A failed call, such as
 * a refused transaction, uses capacity too, but DynamoDB does not say how much.
 */
@Singleton
public final class CapacityMeter implements ExecutionInterceptor, Capacity {

    private final DoubleAdder used = new DoubleAdder();

    @Override
    public double used() {
        return used.sum();
    }

    /** For every request that has this field. A list of such requests would miss new ones. */
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest.Builder metered = context.request().toBuilder();
        context.request().sdkFields().stream()
                .filter(field -> field.memberName().equals("ReturnConsumedCapacity"))
                .forEach(field -> field.set(metered, ReturnConsumedCapacity.TOTAL.toString()));
        return metered.build();
    }

    /** One table's capacity, or a list for several tables. A stand-in for DynamoDB may report none. */
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Object reported = context.response()
                .getValueForField("ConsumedCapacity", Object.class)
                .orElse(List.of());
        for (Object each : reported instanceof List<?> several ? several : List.of(reported)) {
            if (each instanceof ConsumedCapacity consumed && consumed.capacityUnits() != null) {
                used.add(consumed.capacityUnits());
            }
        }
    }
}
