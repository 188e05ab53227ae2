package dev.ringlock.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;

/** The causes that start functions, besides a request: the clock, and topics that AWS's own text messaging writes to. */
final class Starts {

    private final Stack stack;
    private final Map<DeployedFunction, StepMachines.Run> runs = new LinkedHashMap<>();

    Starts(Stack stack, DeploymentSettings settings, Map<DeployedFunction, LambdaFunctions.Deployed> functions) {
        this.stack = stack;
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
        topic.addToResourcePolicy(publishing(stack, topic, "sms-voice.amazonaws.com"));
        topic.addSubscription(LambdaSubscription.Builder.create(deployed.function())
                .deadLetterQueue(Objects.requireNonNull(deployed.deadLetters()))
                .build());
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
