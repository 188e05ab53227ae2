package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** A KMS key's policy, written out: its administrators, the account's way back in, and the uses of the key. */
final class KeyPolicy {

    private static final List<String> ADMINISTER = List.of(
            "kms:CancelKeyDeletion",
            "kms:DescribeKey",
            "kms:DisableKey",
            "kms:DisableKeyRotation",
            "kms:EnableKey",
            "kms:EnableKeyRotation",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListGrants",
            "kms:ListKeyPolicies",
            "kms:ListKeyRotations",
            "kms:ListResourceTags",
            "kms:PutKeyPolicy",
            "kms:RevokeGrant",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateKeyDescription");
    private static final List<String> LOOK_AND_MEND =
            List.of("kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListKeyPolicies", "kms:PutKeyPolicy");

    private final Stack stack;
    private final DeploymentSettings settings;

    KeyPolicy(Stack stack, DeploymentSettings settings) {
        this.stack = stack;
        this.settings = settings;
    }

    /**
     * Administrators may change everything and use nothing. The account's own root user, signed in as itself, may look and
     * write a new policy, so that an owner whose roles are gone is not locked out; roles and users gain nothing from it.
     */
    PolicyDocument document(List<PolicyStatement> uses) {
        List<IPrincipal> administrators = Stream.concat(settings.administrators().stream(), Stream.of(deployer()))
                .<IPrincipal>map(ArnPrincipal::new)
                .toList();
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(allow("Administer", administrators, ADMINISTER, Map.of()));
        statements.add(allow(
                "StayIn",
                List.of(new ArnPrincipal("arn:" + stack.getPartition() + ":iam::" + stack.getAccount() + ":root")),
                LOOK_AND_MEND,
                Map.of("StringEquals", Map.of("aws:PrincipalType", "Account"))));
        statements.addAll(uses);
        return PolicyDocument.Builder.create().statements(statements).build();
    }

    /** The role that CloudFormation works as, which `cdk bootstrap` made: KMS refuses a policy that shuts its maker out. */
    private String deployer() {
        return stack.formatArn(ArnComponents.builder()
                .service("iam")
                .region("")
                .resource("role")
                .resourceName("cdk-" + qualifier() + "-cfn-exec-role-" + stack.getAccount() + "-" + stack.getRegion())
                .build());
    }

    private String qualifier() {
        Object chosen = stack.getNode().tryGetContext("@aws-cdk/core:bootstrapQualifier");
        return chosen == null ? "hnb659fds" : chosen.toString();
    }

    static PolicyStatement allow(
            String sid, List<IPrincipal> principals, List<String> actions, Map<String, Object> conditions) {
        return statement(sid, Effect.ALLOW, principals, actions, conditions);
    }

    static PolicyStatement deny(String sid, List<String> actions, Map<String, Object> conditions) {
        return statement(sid, Effect.DENY, List.of(new AnyPrincipal()), actions, conditions);
    }

    private static PolicyStatement statement(
            String sid,
            Effect effect,
            List<IPrincipal> principals,
            List<String> actions,
            Map<String, Object> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(effect)
                .principals(principals)
                .actions(actions)
                .resources(List.of("*"))
                .conditions(conditions.isEmpty() ? null : conditions)
                .build();
    }
}
