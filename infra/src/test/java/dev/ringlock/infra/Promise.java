package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What docs/security.md promises of every template, whatever is on the list of functions. The expected files hold exactly
 * what is allowed; this says what must never be, so that nobody writes it into an expected file unawares.
 */
enum Promise {
    NO_WILDCARDS(held -> held.action().contains("*")
            || (held.resource().equals("*") && !held.action().startsWith("xray:"))
            || held.resource().contains("everything")),
    THE_PUBLIC_OPENS_NOTHING(held -> Known.opens(held) && Known.isPublic(held.holder())),
    ONE_PURPOSE_IS_OPENED(held -> Known.opens(held)
            && !Known.ONE_PURPOSE.matcher(held.condition()).matches()
            && !held.condition().equals(Known.OF_DATASETS)),
    SEALS_NAME_OUR_APP(held -> held.action().startsWith("kms:GenerateDataKey")
            && !held.condition().startsWith(Known.OUR_APP)
            && !held.condition().equals(Known.OF_DATASETS)),
    NO_OTHER_USE_OF_KEYS(held -> held.action().startsWith("kms:") && !Known.USES_OF_KEYS.contains(held.action())),
    THE_INDEX_KEY_IS_FOR_THOSE_GIVEN_NUMBERS(
            held -> held.action().equals("kms:GenerateMac") && !Known.INDEXING.contains(held.holder())),
    WHO_SIGNS_DOES_SO_BY_ONE_ALGORITHM(held -> held.action().equals("kms:Sign")
            && !(Known.SIGNING.contains(held.holder()) && held.condition().equals(Known.ES256))),
    NOBODY_CHANGES_THE_LEDGER(held -> held.resource().equals("ledger")
            && !Set.of("dynamodb:PutItem", "dynamodb:Query", "dynamodb:BatchGetItem", "dynamodb:DeleteItem")
                    .contains(held.action())),
    ONLY_PURGE_DELETES_FROM_THE_LEDGER(held -> held.resource().equals("ledger")
            && held.action().equals("dynamodb:DeleteItem")
            && !held.holder().equals("purge")),
    WRITES_ARE_TRANSACTIONS(held -> Known.WRITING.contains(held.action())
            && !(held.resource().equals("guard") && held.action().equals("dynamodb:UpdateItem"))
            && !Known.spendsBudgets(held)
            && !Known.isInTransaction(held)),
    COMPARTMENTS_ARE_READ_BY_PURPOSE(held -> held.resource().startsWith("compartments")
            && !Known.WRITING.contains(held.action())
            && !Known.KEYS_ALONE.contains(held.condition())
            && !Known.OWN_PARTITION.matcher(held.condition()).matches()),
    ONLY_THE_CLOCK_OPENS_MAINTENANCE(held -> Known.opens(held)
            && held.condition().contains("purpose maintenance")
            && !Set.of("purge", "reconcile").contains(held.holder())),
    ONLY_CONTACTS_OPENS_HELD_TEXTS(held -> !held.holder().equals("contacts") && Known.reachesHeldTexts(held)),
    ONLY_INBOUND_SEALS_HELD_TEXTS(held -> held.action().equals("kms:GenerateDataKey")
            && held.condition().contains("purpose held")
            && !held.holder().equals("inbound")),
    ONLY_IMPORT_OPENS_FILES_TO_IMPORT(held -> Known.opens(held)
            && held.condition().endsWith("purpose import")
            && !held.holder().equals("import")),
    ONLY_IMPORTS_SEAL_FILES_TO_IMPORT(held -> held.action().equals("kms:GenerateDataKey")
            && held.condition().endsWith("purpose import")
            && !Known.IMPORTING.contains(held.holder())),
    DATASETS_HAVE_NO_KEY_BUT_THEIR_OWN(held -> Known.ofDatasets(held)
            && held.action().startsWith("kms:")
            && !(Set.of("kms:Decrypt", "kms:GenerateDataKey").contains(held.action())
                    && held.condition().equals(Known.OF_DATASETS))),
    DATASETS_TOUCH_NO_COMPARTMENT(
            held -> Known.ofDatasets(held) && held.resource().startsWith("compartments")),
    DATASETS_CHANGE_NO_CONTACT(held -> Known.ofDatasets(held)
            && Known.WRITING.contains(held.action())
            && !Set.of("guard", "ledger").contains(held.resource())),
    DATASETS_HAVE_THEIR_OWN_GUARD_ROWS_ALONE(held -> Known.ofDatasets(held)
            && held.resource().equals("guard")
            && !(held.condition().equals(Known.DATASET_ROWS) || Known.isInTransaction(held))),
    ONLY_DATASETS_OPEN_OR_SEAL_DATASETS(held -> !Known.ofDatasets(held)
            && (held.condition().contains("purpose dataset")
                    || held.condition().contains("LeadingKeys dataset")
                    || held.resource().startsWith("Datasets"))),
    NO_TABLE_IS_READ_WHOLE(
            held -> Set.of("dynamodb:Scan", "dynamodb:PartiQLSelect").contains(held.action())),
    FILES_ARE_READ_AND_WRITTEN_IN_OWN_FOLDERS(held -> held.action().startsWith("s3:") && !Known.isInOwnFolder(held)),
    WHO_TAKES_A_FILE_TO_IMPORT_DOES_NOT_READ_IT(held -> held.holder().equals("imports")
            && held.action().equals("s3:GetObject")
            && held.resource().startsWith("Imports/parts/")),
    SECRETS_ARE_THE_FUNCTIONS_OWN(held -> held.action().startsWith("secretsmanager:")
            && !held.resource().endsWith(":secret:ringlock-secrets/" + held.holder() + "-??????"));

    private final Predicate<Permission> breaks;

    Promise(Predicate<Permission> breaks) {
        this.breaks = breaks;
    }

    /** Those that a template does not keep, in what functions' roles may do. */
    static List<Promise> broken(Map<String, Object> template) {
        List<Permission> held = Permission.in(template).stream()
                .filter(permission -> permission.allows() && Known.FUNCTIONS.contains(permission.holder()))
                .toList();
        return Stream.of(values())
                .filter(promise -> held.stream().anyMatch(promise.breaks))
                .toList();
    }

    private static final class Known {

        static final Set<String> FUNCTIONS = FunctionGrants.of(Synthesised.POLICY).stream()
                .map(DeployedFunction::name)
                .collect(Collectors.toSet());
        /** The design's table: whose row says that it has the index key. */
        static final Set<String> INDEXING = Set.of(
                "capture",
                "confirm",
                "inbound",
                "delivery",
                "decide",
                "links",
                "contacts",
                "subject",
                "import",
                "purge",
                "reconcile");

        /** The functions that sign receipts. */
        static final Set<String> SIGNING = Set.of("capture", "preferences", "subject");

        static final String ES256 = "StringEquals kms:SigningAlgorithm ECDSA_SHA_256";

        /** The functions that have to do with files to import. */
        static final Set<String> IMPORTING = Set.of("imports", "import");

        static final Set<String> USES_OF_KEYS =
                Set.of("kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateMac", "kms:GetPublicKey", "kms:Sign");
        static final Set<String> WRITING = Set.of(
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:ConditionCheckItem");
        static final String IN_TRANSACTIONS = "ForAnyValue:StringEquals dynamodb:EnclosingOperation TransactWriteItems";
        static final String OUR_APP =
                "StringEquals kms:EncryptionContext:app ringlock and kms:EncryptionContext:purpose ";
        /** Things sealed for some dataset, and nothing else. */
        static final String OF_DATASETS = "StringEquals kms:EncryptionContext:app ringlock"
                + " and StringLike kms:EncryptionContext:purpose dataset/*";

        static final String DATASET_ROWS =
                "ForAllValues:StringLike dynamodb:LeadingKeys dataset* and Null dynamodb:LeadingKeys false";
        static final Pattern ONE_PURPOSE = Pattern.compile(OUR_APP + "[a-z0-9-]+");
        static final Pattern OWN_PARTITION = Pattern.compile(
                "ForAllValues:StringLike dynamodb:LeadingKeys [a-z0-9-]+#\\* and Null dynamodb:LeadingKeys false");

        /** Which rows are there, and nothing of what is sealed in them. */
        static final Set<String> KEYS_ALONE = Set.of(
                "ForAllValues:StringEquals dynamodb:Attributes contactId, purposeShard"
                        + " and Null dynamodb:Attributes false"
                        + " and StringEqualsIfExists dynamodb:Select SPECIFIC_ATTRIBUTES",
                "ForAllValues:StringEquals dynamodb:Attributes contactId, purposeShard"
                        + " and ForAllValues:StringLike dynamodb:LeadingKeys held#*"
                        + " and Null dynamodb:Attributes false and dynamodb:LeadingKeys false"
                        + " and StringEquals dynamodb:Select SPECIFIC_ATTRIBUTES");

        private Known() {}

        /** The folder of the function's own purpose, of imports or of datasets, by the object or by the prefix. */
        static boolean isInOwnFolder(Permission held) {
            String bucket = "Exports";
            List<String> folders = List.of(held.holder().substring(held.holder().indexOf('-') + 1));
            if (IMPORTING.contains(held.holder())) {
                bucket = "Imports";
                folders = List.of("orders", "parts", "work", "reports");
            } else if (ofDatasets(held)) {
                bucket = "Datasets";
                folders = List.of("orders", "progress", "read", "parts", "answers");
            }
            return isIn(bucket, folders, held);
        }

        private static boolean isIn(String bucket, List<String> folders, Permission held) {
            return folders.stream()
                    .anyMatch(folder -> held.action().equals("s3:ListBucket")
                            ? held.resource().equals(bucket)
                                    && held.condition().equals("StringLike s3:prefix " + folder + "/*")
                            : held.resource().startsWith(bucket + "/" + folder + "/"));
        }

        static boolean opens(Permission held) {
            return held.action().equals("kms:Decrypt");
        }

        static boolean ofDatasets(Permission held) {
            return Set.of("datasets", "dataset").contains(held.holder());
        }

        /** It may say which rows besides. */
        static boolean isInTransaction(Permission held) {
            return held.condition().equals(IN_TRANSACTIONS)
                    || (ofDatasets(held)
                            && held.resource().equals("guard")
                            && held.condition()
                                    .equals(DATASET_ROWS.replace(
                                            " and Null", " and " + IN_TRANSACTIONS + " and Null")));
        }

        /** By the key, or by the rows. */
        static boolean reachesHeldTexts(Permission held) {
            return (opens(held) && held.condition().contains("purpose held"))
                    || (held.condition().contains("LeadingKeys held#") && !KEYS_ALONE.contains(held.condition()));
        }

        /** Budgets alone are put outside of transactions. A check is always in one. */
        static boolean spendsBudgets(Permission held) {
            return held.resource().equals("guard")
                    && Set.of("dynamodb:PutItem", "dynamodb:ConditionCheckItem").contains(held.action())
                    && held.condition()
                            .equals(
                                    "ForAllValues:StringLike dynamodb:LeadingKeys budget/* and Null dynamodb:LeadingKeys false");
        }

        static boolean isPublic(String function) {
            return FunctionGrants.of(Synthesised.POLICY).stream()
                    .filter(door -> door.name().equals(function))
                    .flatMap(door -> door.routes().stream())
                    .anyMatch(route -> route.callers().scopes().isEmpty());
        }
    }
}
