package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.CfnKey;

/**
 * The two KMS keys. Their policies are written out, without the statement that hands a key to everybody whom IAM trusts: who
 * is not named here cannot use them, whatever a role's own policy says. docs/security.md tells how an owner stays in.
 */
final class EncryptionKeys {

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
    private static final String PURPOSE = "kms:EncryptionContext:purpose";
    private static final int LONGEST_WAIT = 30;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Map<DeployedFunction, Role> roles;
    private final CfnKey numberKey;
    private final CfnKey macKey;

    EncryptionKeys(Stack stack, DeploymentSettings settings, OwnersPolicy policy, Map<DeployedFunction, Role> roles) {
        this.stack = stack;
        this.settings = settings;
        this.roles = roles;
        numberKey = CfnKey.Builder.create(stack, "NumberKey")
                .description("Ringlock: wraps the data keys that numbers are sealed with")
                .enableKeyRotation(true)
                .pendingWindowInDays(LONGEST_WAIT)
                .keyPolicy(document(numberKeyUses(policy)))
                .build();
        macKey = CfnKey.Builder.create(stack, "MacKey")
                .description("Ringlock: makes the index key, which tells a number's ContactId")
                .keySpec("HMAC_256")
                .keyUsage("GENERATE_VERIFY_MAC")
                .pendingWindowInDays(LONGEST_WAIT)
                .keyPolicy(document(macKeyUses()))
                .build();
        // a deleted key is every number lost; only a person does that, by hand
        numberKey.applyRemovalPolicy(RemovalPolicy.RETAIN);
        macKey.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }

    String numberKeyArn() {
        return numberKey.getAttrArn();
    }

    String macKeyArn() {
        return macKey.getAttrArn();
    }

    private List<PolicyStatement> numberKeyUses(OwnersPolicy policy) {
        List<PolicyStatement> uses = new ArrayList<>();
        List<IPrincipal> sealing = rolesThat(door -> door.may(Grant.Seal.class));
        if (!sealing.isEmpty()) {
            uses.add(allow("Seal", sealing, List.of("kms:GenerateDataKey"), Permissions.sealing(policy)));
        }
        Set<String> openable = new TreeSet<>();
        Stream.concat(policy.purposes().stream(), Stream.of(FunctionGrants.MAINTENANCE))
                .forEach(purpose -> {
                    List<IPrincipal> sealingIt = rolesThat(door -> door.may().contains(new Grant.SealFor(purpose)));
                    if (!sealingIt.isEmpty()) {
                        uses.add(allow(
                                "Seal" + word(purpose),
                                sealingIt,
                                List.of("kms:GenerateDataKey"),
                                Permissions.context(List.of(purpose))));
                    }
                    List<IPrincipal> opening = rolesThat(door -> door.opens(purpose));
                    if (!opening.isEmpty()) {
                        openable.add(purpose);
                        uses.add(allow(
                                "Open" + word(purpose),
                                opening,
                                List.of("kms:Decrypt"),
                                Permissions.context(List.of(purpose))));
                    }
                });
        uses.add(deny("NothingElseOpens", List.of("kms:Decrypt"), openable.isEmpty() ? Map.of() : otherThan(openable)));
        uses.add(deny(
                "NotWithoutOurContext",
                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                Map.of("StringNotEquals", Map.of("kms:EncryptionContext:app", "ringlock"))));
        uses.add(deny(
                "NoOtherWay",
                List.of("kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKeyPair*", "kms:ReEncrypt*"),
                Map.of()));
        return uses;
    }

    private List<PolicyStatement> macKeyUses() {
        List<PolicyStatement> uses = new ArrayList<>();
        List<IPrincipal> indexing = rolesThat(door -> door.may(Grant.IndexKey.class));
        if (!indexing.isEmpty()) {
            uses.add(allow("Index", indexing, List.of("kms:GenerateMac"), Map.of()));
        }
        uses.add(deny("NoOtherWay", List.of("kms:CreateGrant", "kms:VerifyMac"), Map.of()));
        return uses;
    }

    /**
     * Administrators may change everything and use nothing. The account's own root user, signed in as itself, may look and
     * write a new policy, so that an owner whose roles are gone is not locked out; roles and users gain nothing from it.
     */
    private PolicyDocument document(List<PolicyStatement> uses) {
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

    private List<IPrincipal> rolesThat(Predicate<DeployedFunction> may) {
        return roles.entrySet().stream()
                .filter(entry -> may.test(entry.getKey()))
                .<IPrincipal>map(entry -> new ArnPrincipal(entry.getValue().getRoleArn()))
                .toList();
    }

    private static Map<String, Object> otherThan(Set<String> purposes) {
        return Map.of("StringNotEquals", Map.of(PURPOSE, List.copyOf(purposes)));
    }

    /** A purpose in a statement's name, where no dash may be. */
    private static String word(String purpose) {
        return DeployedFunction.id(purpose);
    }

    private static PolicyStatement allow(
            String sid, List<IPrincipal> principals, List<String> actions, Map<String, Object> conditions) {
        return statement(sid, Effect.ALLOW, principals, actions, conditions);
    }

    private static PolicyStatement deny(String sid, List<String> actions, Map<String, Object> conditions) {
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
