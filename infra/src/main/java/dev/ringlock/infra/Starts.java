package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;

/** The causes that start functions, besides a request: the clock, and topics that AWS's own text messaging writes to. */
final class Starts {

    private static final String TEXT_MESSAGING = "sms-voice.amazonaws.com";
    private static final int SHORTEST_WAIT = 7;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final boolean sentByAws;
    private final Map<DeployedFunction, StepMachines.Run> runs = new LinkedHashMap<>();
    private @Nullable CfnKey topicKey;

    Starts(
            Stack stack,
            DeploymentSettings settings,
            OwnersPolicy policy,
            Map<DeployedFunction, LambdaFunctions.Deployed> functions) {
        this.stack = stack;
        this.settings = settings;
        sentByAws = policy.sendsByAws();
        StepMachines started = new StepMachines(stack, settings);
        functions.forEach((function, deployed) -> {
            function.schedule()
                    .ifPresent(clock -> runs.put(function, started.of(function, clock, deployed.function())));
            if (function.startedAsynchronously()) {
                topic(function, deployed);
            }
        });
    }

    /** The machines that the clock starts. */
    Map<DeployedFunction, StepMachines.Run> runs() {
        return runs;
    }

    private void topic(DeployedFunction function, LambdaFunctions.Deployed deployed) {
        Topic topic = Topic.Builder.create(stack, function.id() + "Topic")
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(publishing(stack, topic, TEXT_MESSAGING));
        // a key of our own costs a dollar a month, and AWS's costs nothing, but its text messaging may not use it
        ((CfnTopic) topic.getNode().getDefaultChild())
                .setKmsMasterKeyId(sentByAws ? key().getAttrArn() : "alias/aws/sns");
        StackOutput.tell(
                stack,
                function.id() + "TopicArn",
                function.name().equals(BuiltFunction.INBOUND.id())
                        ? "The topic that a number of AWS End User Messaging hands its replies to"
                        : "The topic that a configuration set of AWS End User Messaging hands its receipts to",
                topic.getTopicArn());
        topic.addSubscription(LambdaSubscription.Builder.create(deployed.function())
                .deadLetterQueue(Objects.requireNonNull(deployed.deadLetters()))
                .build());
    }

    /** One for every topic. Messages lie there for seconds, so nobody misses a deleted key. */
    private CfnKey key() {
        if (topicKey == null) {
            topicKey = newKey();
        }
        return topicKey;
    }

    private CfnKey newKey() {
        Map<String, Object> fromHere = Map.of(
                "StringEquals",
                Map.of("aws:SourceAccount", stack.getAccount()),
                "ArnLike",
                Map.of(
                        "aws:SourceArn",
                        "arn:" + stack.getPartition() + ":sms-voice:" + stack.getRegion() + ":" + stack.getAccount()
                                + ":*"));
        CfnKey key = CfnKey.Builder.create(stack, "TopicKey")
                .description("Ringlock: encrypts what waits in the topics of text messaging")
                .enableKeyRotation(true)
                .pendingWindowInDays(SHORTEST_WAIT)
                .keyPolicy(new KeyPolicy(stack, settings)
                        .document(List.of(KeyPolicy.allow(
                                "Publish",
                                List.of(new ServicePrincipal(TEXT_MESSAGING)),
                                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                                fromHere))))
                .build();
        key.applyRemovalPolicy(RemovalPolicy.DESTROY);
        return key;
    }

    /** A service of AWS may publish, for this account alone. */
    static PolicyStatement publishing(Stack stack, Topic topic, String service) {
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                .build();
    }
}
