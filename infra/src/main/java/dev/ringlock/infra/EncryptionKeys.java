package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.CfnKey;

/**
 * The three KMS keys. Their policies are written out, without the statement that hands a key to everybody whom IAM trusts: who
 * is not named here cannot use them, whatever a role's own policy says. docs/security.md tells how an owner stays in.
 */
final class EncryptionKeys {

    static final String PURPOSE = "kms:EncryptionContext:purpose";
    private static final int LONGEST_WAIT = 30;

    private final Map<DeployedFunction, Role> roles;
    private final CfnKey numberKey;
    private final CfnKey macKey;
    private final CfnKey signingKey;

    EncryptionKeys(Stack stack, DeploymentSettings settings, OwnersPolicy policy, Map<DeployedFunction, Role> roles) {
        this.roles = roles;
        numberKey = CfnKey.Builder.create(stack, "NumberKey")
                .description("Ringlock: wraps the data keys that numbers are sealed with")
                .enableKeyRotation(true)
                .pendingWindowInDays(LONGEST_WAIT)
                .keyPolicy(new KeyPolicy(stack, settings).document(numberKeyUses(policy)))
                .build();
        macKey = CfnKey.Builder.create(stack, "MacKey")
                .description("Ringlock: makes the index key, which tells a number's ContactId")
                .keySpec("HMAC_256")
                .keyUsage("GENERATE_VERIFY_MAC")
                .origin(settings.ownMacKey() ? "EXTERNAL" : null)
                .pendingWindowInDays(LONGEST_WAIT)
                .keyPolicy(new KeyPolicy(stack, settings).document(macKeyUses(settings)))
                .build();
        // another number makes another key; the public half of the one before stays on the ledger
        signingKey = CfnKey.Builder.create(stack, signingKeyName(settings.signingKey()))
                .description("Ringlock: signs receipts and evidence")
                .keySpec("ECC_NIST_P256")
                .keyUsage("SIGN_VERIFY")
                .pendingWindowInDays(LONGEST_WAIT)
                .keyPolicy(new KeyPolicy(stack, settings).document(signingKeyUses()))
                .build();
        // a deleted key is every number lost; only a person does that, by hand
        numberKey.applyRemovalPolicy(Protection.KEPT);
        macKey.applyRemovalPolicy(Protection.KEPT);
        signingKey.applyRemovalPolicy(Protection.KEPT);
        StackOutput.tell(stack, "NumberKeyArn", "The key that the numbers' data keys are wrapped with", numberKeyArn());
        StackOutput.tell(stack, "MacKeyArn", "The key that makes the index key", macKeyArn());
        StackOutput.tell(stack, "SigningKeyArn", "The key that signs receipts", signingKeyArn());
    }

    String numberKeyArn() {
        return numberKey.getAttrArn();
    }

    String macKeyArn() {
        return macKey.getAttrArn();
    }

    private static String signingKeyName(int number) {
        return "SigningKey" + (number == 1 ? "" : number);
    }

    String signingKeyArn() {
        return signingKey.getAttrArn();
    }

    private List<PolicyStatement> numberKeyUses(OwnersPolicy policy) {
        List<PolicyStatement> uses = new ArrayList<>();
        List<IPrincipal> sealing = rolesThat(function -> function.may(Grant.Seal.class));
        if (!sealing.isEmpty()) {
            uses.add(KeyPolicy.allow("Seal", sealing, List.of("kms:GenerateDataKey"), Permissions.sealing(policy)));
        }
        Set<String> openable = new TreeSet<>();
        Stream.concat(
                        policy.purposes().stream(),
                        Stream.of(
                                FunctionGrants.MAINTENANCE,
                                FunctionGrants.HELD,
                                FunctionGrants.IMPORT,
                                FunctionGrants.DATASETS))
                .forEach(purpose -> {
                    List<IPrincipal> sealingIt =
                            rolesThat(function -> function.may().contains(new Grant.SealFor(purpose)));
                    if (!sealingIt.isEmpty()) {
                        uses.add(KeyPolicy.allow(
                                named("Seal", purpose),
                                sealingIt,
                                List.of("kms:GenerateDataKey"),
                                Permissions.context(purpose)));
                    }
                    List<IPrincipal> opening = rolesThat(function -> function.opens(purpose));
                    if (!opening.isEmpty()) {
                        openable.add(purpose);
                        uses.add(KeyPolicy.allow(
                                named("Open", purpose), opening, List.of("kms:Decrypt"), Permissions.context(purpose)));
                    }
                });
        uses.add(KeyPolicy.deny(
                "NothingElseOpens", List.of("kms:Decrypt"), openable.isEmpty() ? Map.of() : otherThan(openable)));
        uses.add(KeyPolicy.deny(
                "NotWithoutOurContext",
                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                Map.of("StringNotEquals", Map.of("kms:EncryptionContext:app", "ringlock"))));
        uses.add(KeyPolicy.deny(
                "NoOtherWay",
                List.of("kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKeyPair*", "kms:ReEncrypt*"),
                Map.of()));
        return uses;
    }

    /** With a secret of the owner's, an administrator brings it in once. KMS never gives it out. */
    private List<PolicyStatement> macKeyUses(DeploymentSettings settings) {
        List<PolicyStatement> uses = new ArrayList<>();
        List<IPrincipal> indexing = rolesThat(function -> function.may(Grant.IndexKey.class));
        if (!indexing.isEmpty()) {
            uses.add(KeyPolicy.allow("Index", indexing, List.of("kms:GenerateMac"), Map.of()));
        }
        if (settings.ownMacKey()) {
            List<IPrincipal> administrators = settings.administrators().stream()
                    .<IPrincipal>map(ArnPrincipal::new)
                    .toList();
            uses.add(KeyPolicy.allow(
                    "BringSecret",
                    administrators,
                    List.of("kms:GetParametersForImport", "kms:ImportKeyMaterial"),
                    Map.of()));
        }
        uses.add(KeyPolicy.deny("NoOtherWay", List.of("kms:CreateGrant", "kms:VerifyMac"), Map.of()));
        return uses;
    }

    /** It signs by one algorithm, and only what our functions ask. */
    private List<PolicyStatement> signingKeyUses() {
        List<PolicyStatement> uses = new ArrayList<>();
        List<IPrincipal> signing = rolesThat(function -> function.may(Grant.Sign.class));
        if (!signing.isEmpty()) {
            uses.add(KeyPolicy.allow("Sign", signing, List.of("kms:Sign"), Permissions.es256()));
            uses.add(KeyPolicy.allow("ShowPublicHalf", signing, List.of("kms:GetPublicKey"), Map.of()));
        }
        uses.add(KeyPolicy.deny(
                "NoOtherWay", List.of("kms:CreateGrant", "kms:DeriveSharedSecret", "kms:Verify"), Map.of()));
        return uses;
    }

    private List<IPrincipal> rolesThat(Predicate<DeployedFunction> may) {
        return roles.entrySet().stream()
                .filter(entry -> may.test(entry.getKey()))
                .<IPrincipal>map(entry -> new ArnPrincipal(entry.getValue().getRoleArn()))
                .toList();
    }

    /** Only the word for all datasets is a pattern: no purpose has a character that means something in one. */
    private static Map<String, Object> otherThan(Set<String> purposes) {
        return Map.of("StringNotLike", Map.of(PURPOSE, List.copyOf(purposes)));
    }

    /** A statement's name, where no dash or slash may be. A purpose may have the name {@code datasets}: the word comes first. */
    private static String named(String use, String purpose) {
        return purpose.equals(FunctionGrants.DATASETS) ? "Datasets" + use : use + DeployedFunction.id(purpose);
    }
}
