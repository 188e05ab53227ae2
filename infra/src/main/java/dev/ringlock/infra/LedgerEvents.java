package dev.ringlock.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * Events for the owner's other systems: some of the ledger's new entries, on the account's own event bus. They come from
 * the table's stream, so that nothing is told that is not on the ledger, and nothing on it is left out.
 */
final class LedgerEvents {

    /** An entry says itself as what it is told: one pipe, because a stream takes two readers well, and one watches. */
    private static final String DETAIL_TYPE = "$.dynamodb.NewImage.fields.M.told_as.S";

    private static final String TOLD =
            "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"fields\":{\"M\":{\"told_as\":{\"S\":[{\"exists\":true}]}}}}}}";
    /** DynamoDB's own way to write an entry's fields. No entry has a number in it. */
    private static final String DETAIL = "{\"subject\":\"<$.dynamodb.Keys.subject.S>\","
            + "\"ulid\":\"<$.dynamodb.Keys.ulid.S>\",\"at\":\"<$.dynamodb.NewImage.at.N>\","
            + "\"fields\":<$.dynamodb.NewImage.fields.M>}";

    private LedgerEvents() {}

    /**
     * Tells them. An event names its ledger as its resource: another Ringlock may share the account and the bus.
     *
     * @param givenUp where it says what the bus did not take
     */
    static void of(Stack stack, Tables tables, Queue givenUp) {
        String stream = tables.table(Tables.LEDGER).getAttrStreamArn();
        String bus = "arn:" + stack.getPartition() + ":events:" + stack.getRegion() + ":" + stack.getAccount()
                + ":event-bus/default";
        CfnPipe.Builder.create(stack, "LedgerEvents")
                .roleArn(LedgerWatch.role(
                        stack,
                        "LedgerEventsRole",
                        stream,
                        StepMachines.allow("events:PutEvents", bus),
                        StepMachines.allow("sqs:SendMessage", givenUp.getQueueArn())))
                .source(stream)
                .sourceParameters(LedgerWatch.from(TOLD, givenUp))
                .target(bus)
                .targetParameters(CfnPipe.PipeTargetParametersProperty.builder()
                        .eventBridgeEventBusParameters(CfnPipe.PipeTargetEventBridgeEventBusParametersProperty.builder()
                                .source("ringlock")
                                .detailType(DETAIL_TYPE)
                                .resources(List.of(tables.arn(Tables.LEDGER, null)))
                                .build())
                        .inputTemplate(DETAIL)
                        .build())
                .build();
    }
}
