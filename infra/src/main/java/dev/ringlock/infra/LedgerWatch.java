package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private static final int RETRIES = 30;
    private static final int RETRIED_SECONDS = 3600;

    private LedgerWatch() {}

    /**
     * The queue of changed entries, empty as long as the ledger is what it was.
     *
     * @param givenUp where it says what it could not hand on
     */
    static Queue of(Stack stack, Tables tables, Queue givenUp) {
        String stream = tables.table(Tables.LEDGER).getAttrStreamArn();
        Queue changed = Queues.forEvidence(stack, "LedgerChanged");
        CfnPipe.Builder.create(stack, "LedgerWatch")
                .roleArn(role(
                        stack,
                        "LedgerWatchRole",
                        stream,
                        StepMachines.allow("sqs:SendMessage", changed.getQueueArn()),
                        StepMachines.allow("sqs:SendMessage", givenUp.getQueueArn())))
                .source(stream)
                .sourceParameters(from(CHANGED, givenUp))
                .target(changed.getQueueArn())
                .targetParameters(CfnPipe.PipeTargetParametersProperty.builder()
                        .inputTemplate(KEYS)
                        .build())
                .build();
        return changed;
    }

    /** A pipe's hands: it reads the stream, and does that with what it finds. */
    static String role(Stack stack, String id, String stream, PolicyStatement... may) {
        PolicyStatement reads = PolicyStatement.Builder.create()
                .actions(List.of(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams"))
                .resources(List.of(stream))
                .build();
        List<PolicyStatement> statements =
                Stream.concat(Stream.of(reads), Stream.of(may)).toList();
        return Role.Builder.create(stack, id)
                .description("Reads the ledger's stream")
                .assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "pipe",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build()
                .getRoleArn();
    }

    /**
     * The entries that look so. One that cannot be handed on would hold back those behind it for a day, as long as the
     * stream keeps them. So it is tried for an hour at most, alone at last, and then named in that queue.
     */
    static CfnPipe.PipeSourceParametersProperty from(String pattern, Queue givenUp) {
        return CfnPipe.PipeSourceParametersProperty.builder()
                .dynamoDbStreamParameters(CfnPipe.PipeSourceDynamoDBStreamParametersProperty.builder()
                        .startingPosition("TRIM_HORIZON")
                        .maximumRetryAttempts(RETRIES)
                        .maximumRecordAgeInSeconds(RETRIED_SECONDS)
                        .onPartialBatchItemFailure("AUTOMATIC_BISECT")
                        .deadLetterConfig(CfnPipe.DeadLetterConfigProperty.builder()
                                .arn(givenUp.getQueueArn())
                                .build())
                        .build())
                .filterCriteria(CfnPipe.FilterCriteriaProperty.builder()
                        .filters(List.of(CfnPipe.FilterProperty.builder()
                                .pattern(pattern)
                                .build()))
                        .build())
                .build();
    }
}
