package dev.ringlock.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;

/**
 * How what holds data is kept from being deleted. It outlives its stack always. The protection of each table and of the
 * people is the stack's own: a first deployment has none, because what is protected could not be undone if it fails.
 */
final class Protection {

    /** Kept when it leaves the stack, or the stack goes; deleted only when the deployment that makes it fails. */
    static final RemovalPolicy KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

    private Protection() {}

    static boolean of(Stack stack) {
        return Boolean.TRUE.equals(stack.getTerminationProtection());
    }
}
