package dev.ringlock.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The tables of the one schema file, each kept and backed up as the design's table says. */
final class Tables {

    static final String CONTACTS = "contacts";
    static final String STATES = "states";
    static final String COMPARTMENTS = "compartments";
    static final String LEDGER = "ledger";
    static final String GUARD = "guard";

    private static final int LONGEST_RECOVERY = 35;

    private final Map<String, CfnTable> tables = new TreeMap<>();

    Tables(Stack scope, Path schema, String prefix, int erasureReaches) {
        TableSchema.read(schema).forEach((name, table) -> {
            CfnTable.Builder builder = CfnTable.Builder.create(scope, id(name))
                    .tableName(prefix + name)
                    .billingMode("PAY_PER_REQUEST")
                    .deletionProtectionEnabled(Protection.of(scope))
                    .attributeDefinitions(TableSchema.attributes(table))
                    .keySchema(TableSchema.keys(TableSchema.names(table, "key")));
            List<Object> indexes = TableSchema.indexes(table);
            if (!indexes.isEmpty()) {
                builder.globalSecondaryIndexes(indexes);
            }
            if (table.get("timeToLive") instanceof String attribute) {
                builder.timeToLiveSpecification(CfnTable.TimeToLiveSpecificationProperty.builder()
                        .attributeName(attribute)
                        .enabled(true)
                        .build());
            }
            keep(name, builder, erasureReaches);
            CfnTable made = builder.build();
            made.applyRemovalPolicy(Protection.KEPT);
            tables.put(name, made);
        });
    }

    CfnTable table(String name) {
        CfnTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("the schema has no table " + name);
        }
        return table;
    }

    String arn(String name, @Nullable String index) {
        String arn = table(name).getAttrArn();
        return index == null ? arn : arn + "/index/" + index;
    }

    private static String id(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Table";
    }

    private static void keep(String name, CfnTable.Builder builder, int erasureReaches) {
        switch (name) {
            // the one says what the other does, so they are restored together
            case CONTACTS, STATES -> recovery(builder, LONGEST_RECOVERY);
            case COMPARTMENTS -> {
                recovery(builder, erasureReaches);
                builder.resourcePolicy(CfnTable.ResourcePolicyProperty.builder()
                        .policyDocument(noCopies())
                        .build());
            }
            case LEDGER -> {
                recovery(builder, LONGEST_RECOVERY);
                builder.streamSpecification(CfnTable.StreamSpecificationProperty.builder()
                        .streamViewType("NEW_IMAGE")
                        .build());
            }
            case GUARD -> {
                // counters and answered requests: nothing in it is missed after a restore
            }
            default -> throw new IllegalArgumentException("say how the table " + name + " is backed up");
        }
    }

    private static void recovery(CfnTable.Builder builder, int days) {
        builder.pointInTimeRecoverySpecification(CfnTable.PointInTimeRecoverySpecificationProperty.builder()
                .pointInTimeRecoveryEnabled(true)
                .recoveryPeriodInDays(days)
                .build());
    }

    /** Erased rows have to leave every copy when the recovery window has passed, so no other kind of copy is made. */
    private static PolicyDocument noCopies() {
        PolicyStatement deny = PolicyStatement.Builder.create()
                .sid("NoCopyOutlivesAnErasure")
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of(
                        "dynamodb:CreateBackup", "dynamodb:ExportTableToPointInTime", "dynamodb:StartAwsBackupJob"))
                .resources(List.of("*"))
                .build();
        return PolicyDocument.Builder.create().statements(List.of(deny)).build();
    }
}
