package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final String CHANGED = "{\"eventName\":[\"MODIFY\"]}";
    private static final String KEYS =
            "{\"subject\":\"<$.dynamodb.Keys.subject.S>\",\"ulid\":\"<$.dynamodb.Keys.ulid.S>\"}";

    private LedgerWatch() {}

    /** The queue of changed entries, empty as long as the ledger is what it was. */
    static Queue of(Stack stack, Tables tables) {
        String stream = tables.table(Tables.LEDGER).getAttrStreamArn();
        Queue changed = Queues.forEvidence(stack, "LedgerChanged");
        CfnPipe.Builder.create(stack, "LedgerWatch")
                .roleArn(role(stack, "LedgerWatchRole", stream, Map.of("sqs:SendMessage", changed.getQueueArn())))
                .source(stream)
                .sourceParameters(from(
                        CHANGED,
                        CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                                .startingPosition("TRIM_HORIZON")
                                .build()))
                .target(changed.getQueueArn())
                .targetParameters(CfnPipe.PipeTargetParametersProperty.builder()
                        .inputTemplate(KEYS)
                        .build())
                .build();
        return changed;
    }

    /** A pipe's hands: it reads the stream, and does that one thing with what it finds. */
    static String role(Stack stack, String id, String stream, Map<String, String> may) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(PolicyStatement.Builder.create()
                .actions(List.of(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams"))
                .resources(List.of(stream))
                .build());
        new TreeMap<>(may)
                .forEach((action, resource) -> statements.add(PolicyStatement.Builder.create()
                        .actions(List.of(action))
                        .resources(List.of(resource))
                        .build()));
        return Role.Builder.create(stack, id)
                .description("Reads the ledger's stream")
                .assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "pipe",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build()
                .getRoleArn();
    }

    static CfnPipe.PipeSourceParametersProperty from(
            String pattern, CfnPipe.PipeSourceDynamoDBStreamParametersProperty stream) {
        return CfnPipe.PipeSourceParametersProperty.builder()
                .dynamoDbStreamParameters(stream)
                .filterCriteria(CfnPipe.FilterCriteriaProperty.builder()
                        .filters(List.of(CfnPipe.FilterProperty.builder()
                                .pattern(pattern)
                                .build()))
                        .build())
                .build();
    }
}
