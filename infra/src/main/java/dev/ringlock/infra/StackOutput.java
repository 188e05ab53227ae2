package dev.ringlock.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A value that a deployment tells at its end. Everybody who may look at the stack reads it, so it is never a secret. */
final class StackOutput {

    private StackOutput() {}

    static void tell(Stack stack, String name, String description, String value) {
        CfnOutput.Builder.create(stack, name)
                .description(description)
                .value(value)
                .build();
    }
}
