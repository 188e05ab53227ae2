package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;

/** Calls of KMS that were refused. */
final class RefusedKeys {

    private RefusedKeys() {}

    /**
     * CloudTrail tells EventBridge of calls that KMS refused, whoever made them and for whichever key of the account: a
     * refusal does not always name its key. A function that is refused is deployed wrongly, or not itself any more.
     */
    static Queue seen(Stack stack) {
        Queue seen = Queues.forEvidence(stack, "RefusedKeysSeen");
        CfnRule rule = CfnRule.Builder.create(stack, "RefusedKeys")
                .description("Calls of KMS that were refused")
                // Decrypt and the like only read, which an ordinary rule does not see
                .state("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")
                .eventPattern(Map.of(
                        "source", List.of("aws.kms"),
                        "detail-type", List.of("AWS API Call via CloudTrail"),
                        "detail",
                                Map.of(
                                        "eventName",
                                                List.of(
                                                        "CreateGrant",
                                                        "Decrypt",
                                                        "GenerateDataKey",
                                                        "GenerateMac",
                                                        "ReEncrypt",
                                                        "Sign"),
                                        "errorCode", List.of(Map.of("prefix", "AccessDenied")))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("evidence")
                        .arn(seen.getQueueArn())
                        .build()))
                .build();
        seen.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(seen.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
        return seen;
    }
}
