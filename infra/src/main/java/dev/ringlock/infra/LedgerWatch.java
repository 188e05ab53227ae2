package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * IAM cannot forbid a Put over an entry that is there. So whatever changes an entry is seen in the table's stream: the keys
 * of each changed entry go to a queue, and a queue that is not empty is an alarm.
 */
final class LedgerWatch {

    private LedgerWatch() {}

    /** The queue of changed entries, empty as long as the ledger is what it was. */
    static Queue of(Stack stack, Settings settings, Tables tables) {
        String stream = tables.table(Tables.LEDGER).getAttrStreamArn();
        Queue changed = Queues.forEvidence(stack, "LedgerChanged");
        Role role = Role.Builder.create(stack, "LedgerWatchRole")
                .description("Reads the ledger's stream, writes the keys of changed entries")
                .assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
                .inlinePolicies(Map.of("watch", policy(stream, changed)))
                .build();
        CfnPipe.Builder.create(stack, "LedgerWatch")
                .name(settings.prefix() + "ledger-watch")
                .roleArn(role.getRoleArn())
                .source(stream)
                .sourceParameters(CfnPipe.PipeSourceParametersProperty.builder()
                        .dynamoDbStreamParameters(CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                                .startingPosition("TRIM_HORIZON")
                                .build())
                        .filterCriteria(CfnPipe.FilterCriteriaProperty.builder()
                                .filters(List.of(CfnPipe.FilterProperty.builder()
                                        .pattern("{\"eventName\":[\"MODIFY\"]}")
                                        .build()))
                                .build())
                        .build())
                .target(changed.getQueueArn())
                .build();
        return changed;
    }

    private static PolicyDocument policy(String stream, Queue changed) {
        return PolicyDocument.Builder.create()
                .statements(List.of(
                        PolicyStatement.Builder.create()
                                .actions(List.of(
                                        "dynamodb:DescribeStream",
                                        "dynamodb:GetRecords",
                                        "dynamodb:GetShardIterator",
                                        "dynamodb:ListStreams"))
                                .resources(List.of(stream))
                                .build(),
                        PolicyStatement.Builder.create()
                                .actions(List.of("sqs:SendMessage"))
                                .resources(List.of(changed.getQueueArn()))
                                .build()))
                .build();
    }
}
