package dev.ringlock.infra;

import dev.ringlock.functions.Route;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.Stack;

/** The exceptions from cdk-nag's rules, with their reasons. */
final class NagReasons {

    private final Stack stack;

    private NagReasons(Stack stack) {
        this.stack = stack;
    }

    static void tell(Stack stack, Set<DeployedFunction> functions) {
        NagReasons reasons = new NagReasons(stack);
        functions.forEach(reasons::tell);
        reasons.tell(
                "GuardTable", "DDB3", "Counters and answered requests that end by themselves; a restore needs none.");
        reasons.tell(
                "People",
                "COG3",
                "The plan with threat protection costs several times more for each person. Only people whom an owner"
                        + " invites have an account, and each signs in with a second factor.");
        reasons.tell(
                "BackupRole",
                "IAM5",
                "AWS Backup describes and deletes the copies that it made, whose names it chooses itself;"
                        + " two tables' copies are meant, and no others.");
        reasons.tell("LedgerUntold", "SQS3", "It is a dead-letter queue itself.");
        reasons.tell("WorkNotStarted", "SQS3", "It is a dead-letter queue itself.");
        for (LedgerWork work : LedgerWork.values()) {
            reasons.machine(work.id() + "Run");
        }
        for (String bucket : List.of("Exports", "Imports", "Datasets")) {
            reasons.tell(
                    bucket,
                    "S1",
                    "Sealed files that live for days, datasets for a year at most; who put or took what is on the ledger. A log of accesses would"
                            + " need another bucket, and would outlive them.");
        }
        for (String evidence : List.of("LedgerChanged", "RefusedKeysSeen")) {
            reasons.tell(evidence, "SQS3", "A queue of evidence that a person reads after an alarm: it ends there.");
        }
    }

    private void tell(DeployedFunction function) {
        tell(
                function.id() + "Role",
                "IAM5",
                "X-Ray's two actions know no resources."
                        + (function.may().contains(new Grant.Secrets()) ? " The secret is the function's own." : "")
                        + (function.may(Grant.Files.class) ? " The files are in folders of its own." : ""));
        if (function.startedAsynchronously()) {
            tell(function.id() + "DeadLetters", "SQS3", "It is a dead-letter queue itself.");
        }
        if (function.schedule().isPresent()) {
            tell(function.id() + "NotStarted", "SQS3", "It is a dead-letter queue itself.");
            machine(function.id() + "Run");
        }
        for (Route route : function.routes()) {
            if (route.callers().scopes().isEmpty()) {
                String id = function.id() + "Route" + (function.routes().indexOf(route) + 1);
                tell(
                        id,
                        "APIG4",
                        "For everybody, as the list of functions says: limited by rate, and by the function.");
            }
        }
    }

    private void machine(String id) {
        tell(
                id,
                "SF1",
                "The function writes a line for each step, and Step Functions keeps an execution's history for 90"
                        + " days. Logging takes rights over every log of the account.");
        tell(id, "SF2", "The function, which does the work, is traced.");
    }

    private void tell(String id, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                stack.getNode().findChild(id),
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-" + rule)
                        .reason(reason)
                        .build()),
                true);
    }
}
