package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;

/** A {@link Grant} as IAM says it: the actions, on the one resource, under the conditions. */
final class Permissions {

    private static final String APP = "kms:EncryptionContext:app";

    private final Stack stack;
    private final DeploymentSettings settings;
    private final OwnersPolicy policy;
    private final Tables tables;
    private final EncryptionKeys keys;
    private final Map<SealedBucket, Bucket> buckets;

    Permissions(
            Stack stack,
            DeploymentSettings settings,
            OwnersPolicy policy,
            Tables tables,
            EncryptionKeys keys,
            Map<SealedBucket, Bucket> buckets) {
        this.stack = stack;
        this.settings = settings;
        this.policy = policy;
        this.tables = tables;
        this.keys = keys;
        this.buckets = buckets;
    }

    /** A statement for each action: they differ in their conditions. */
    List<PolicyStatement> statements(DeployedFunction function, Grant grant) {
        return grant instanceof Grant.Sign
                ? List.of(
                        allow("kms:Sign", keys.signingKeyArn(), es256()),
                        allow("kms:GetPublicKey", keys.signingKeyArn(), Map.of()))
                : List.of(statement(function, grant));
    }

    /** ECDSA over SHA-256 alone. */
    static Map<String, Object> es256() {
        return Map.of("StringEquals", Map.of("kms:SigningAlgorithm", "ECDSA_SHA_256"));
    }

    private PolicyStatement statement(DeployedFunction function, Grant grant) {
        if (grant instanceof Grant.Read read) {
            return read(read);
        } else if (grant instanceof Grant.FindRows find) {
            return allow(
                    "dynamodb:" + find.action(), tables.arn(Tables.COMPARTMENTS, null), onlyKeys(find.partitions()));
        } else if (grant instanceof Grant.WriteRows write) {
            return allow(
                    "dynamodb:" + write.action(),
                    write.tables().stream()
                            .map(table -> tables.arn(table, null))
                            .toList(),
                    onlyInTransactions(write.partitions()));
        } else if (grant instanceof Grant.CountRows count) {
            return allow("dynamodb:UpdateItem", tables.arn(Tables.GUARD, null), only(count.partitions()));
        } else if (grant instanceof Grant.SpendBudgets) {
            return allow("dynamodb:PutItem", tables.arn(Tables.GUARD, null), onlyPartitions(Grant.BUDGETS));
        } else if (grant instanceof Grant.CheckBudgets) {
            return allow("dynamodb:ConditionCheckItem", tables.arn(Tables.GUARD, null), onlyPartitions(Grant.BUDGETS));
        } else if (grant instanceof Grant.Seal) {
            return allow("kms:GenerateDataKey", keys.numberKeyArn(), sealing(policy));
        } else if (grant instanceof Grant.SealFor seal) {
            return allow("kms:GenerateDataKey", keys.numberKeyArn(), context(seal.purpose()));
        } else if (grant instanceof Grant.Files files) {
            return files(files);
        } else if (grant instanceof Grant.Open open) {
            return allow("kms:Decrypt", keys.numberKeyArn(), context(open.purpose()));
        } else if (grant instanceof Grant.IndexKey) {
            return allow("kms:GenerateMac", keys.macKeyArn(), Map.of());
        } else if (grant instanceof Grant.Secrets) {
            // Secrets Manager puts six characters of its own behind a secret's name
            return allow(
                    "secretsmanager:GetSecretValue",
                    arn("secretsmanager", "secret:" + secret(function) + "-??????"),
                    Map.of());
        } else if (grant instanceof Grant.Send) {
            return allow("sms-voice:SendTextMessage", arn("sms-voice", "phone-number/*"), Map.of());
        } else if (grant instanceof Grant.OptOutLists lists) {
            return allow("sms-voice:" + lists.action(), arn("sms-voice", "opt-out-list/*"), Map.of());
        }
        throw new IllegalArgumentException("say to IAM what this is: " + grant);
    }

    /** The name of a function's own secret. */
    String secret(DeployedFunction function) {
        return settings.prefix() + "secrets/" + function.name();
    }

    private String arn(String service, String resource) {
        return "arn:" + stack.getPartition() + ":" + service + ":" + stack.getRegion() + ":" + stack.getAccount() + ":"
                + resource;
    }

    /** The encryption context of new data keys: our app, and a purpose that the policy has. */
    static Map<String, Object> sealing(OwnersPolicy policy) {
        return context(Stream.concat(Stream.of(FunctionGrants.MAINTENANCE), policy.purposes().stream())
                .sorted()
                .toList());
    }

    static Map<String, Object> context(List<String> purposes) {
        Object purpose = purposes.size() == 1 ? purposes.get(0) : purposes;
        return Map.of("StringEquals", new TreeMap<>(Map.of(APP, "ringlock", EncryptionKeys.PURPOSE, purpose)));
    }

    /** The encryption context of one purpose, or of all datasets: each of them has a word of its own. */
    static Map<String, Object> context(String purpose) {
        return purpose.equals(FunctionGrants.DATASETS)
                ? new TreeMap<>(Map.of(
                        "StringEquals", Map.of(APP, "ringlock"),
                        "StringLike", Map.of(EncryptionKeys.PURPOSE, purpose)))
                : context(List.of(purpose));
    }

    private PolicyStatement files(Grant.Files files) {
        String bucket = Objects.requireNonNull(buckets.get(files.bucket())).getBucketArn();
        String inside = files.folder() + "/*";
        return files.action().equals("ListBucket")
                ? allow("s3:ListBucket", bucket, Map.of("StringLike", Map.of("s3:prefix", inside)))
                : allow("s3:" + files.action(), bucket + "/" + inside, Map.of());
    }

    private PolicyStatement read(Grant.Read read) {
        return allow("dynamodb:" + read.action(), tables.arn(read.table(), read.index()), only(read.partitions()));
    }

    private static Map<String, Object> only(@Nullable String partitions) {
        return partitions == null ? Map.of() : onlyPartitions(partitions);
    }

    /** For all of none is true: a request without keys must not pass. */
    private static Map<String, Object> onlyPartitions(String pattern) {
        return new TreeMap<>(Map.of(
                "ForAllValues:StringLike",
                Map.of("dynamodb:LeadingKeys", List.of(pattern)),
                "Null",
                Map.of("dynamodb:LeadingKeys", "false")));
    }

    /**
     * The keys of rows, and no other attribute. For all of none is true: a request that names no attributes would be given all of
     * them. A query names the keys in its own condition, so it also has to ask for specific attributes. Loading rows has no such
     * word of its own.
     *
     * @param partitions of a query; null for loading
     */
    private static Map<String, Object> onlyKeys(@Nullable String partitions) {
        Map<String, Object> specific = Map.of("dynamodb:Select", "SPECIFIC_ATTRIBUTES");
        TreeMap<String, Object> named = new TreeMap<>(Map.of("dynamodb:Attributes", "false"));
        TreeMap<String, Object> conditions = new TreeMap<>();
        conditions.put(
                "ForAllValues:StringEquals", Map.of("dynamodb:Attributes", List.of("contactId", "purposeShard")));
        if (partitions == null) {
            conditions.put("StringEqualsIfExists", specific);
        } else {
            conditions.put("StringEquals", specific);
            conditions.put("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of(partitions)));
            named.put("dynamodb:LeadingKeys", "false");
        }
        conditions.put("Null", named);
        return conditions;
    }

    private static Map<String, Object> onlyInTransactions(@Nullable String partitions) {
        TreeMap<String, Object> conditions = new TreeMap<>(only(partitions));
        conditions.put("ForAnyValue:StringEquals", Map.of("dynamodb:EnclosingOperation", "TransactWriteItems"));
        return conditions;
    }

    private static PolicyStatement allow(String action, String resource, Map<String, Object> conditions) {
        return allow(action, List.of(resource), conditions);
    }

    private static PolicyStatement allow(String action, List<String> resources, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(resources)
                .conditions(conditions.isEmpty() ? null : conditions)
                .build();
    }
}
