package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One wrong grant of each kind, put into the template: the reviewed list differs, and the promise it breaks is named. */
class MutationsTest {

    /** A role's policy made wider, and what has to notice it beside the list. */
    enum Widened {
        A_WILDCARD_FOR_AN_ACTION(
                "capture", "dynamodb:BatchGetItem", s -> s.put("Action", "dynamodb:*"), Promise.NO_WILDCARDS),
        A_WILDCARD_FOR_A_RESOURCE(
                "capture", "dynamodb:BatchGetItem", s -> s.put("Resource", "*"), Promise.NO_WILDCARDS),
        A_WRITE_OUTSIDE_TRANSACTIONS(
                "capture", "dynamodb:PutItem", s -> s.remove("Condition"), Promise.WRITES_ARE_TRANSACTIONS),
        SPENDING_ANY_ROW("decide", "dynamodb:PutItem", s -> s.remove("Condition"), Promise.WRITES_ARE_TRANSACTIONS),
        SPENDING_WITHOUT_NAMING_A_ROW(
                "decide",
                "dynamodb:PutItem",
                s -> TemplateJson.map(s.get("Condition")).remove("Null"),
                Promise.WRITES_ARE_TRANSACTIONS),
        SEALING_WITHOUT_A_CONTEXT(
                "capture", "kms:GenerateDataKey", s -> s.remove("Condition"), Promise.SEALS_NAME_OUR_APP),
        DECRYPT_FOR_A_PUBLIC_FUNCTION(
                "capture",
                "kms:GenerateDataKey",
                s -> s.put("Action", "kms:Decrypt"),
                Promise.THE_PUBLIC_OPENS_NOTHING),
        RE_ENCRYPT_BESIDE_SEALING(
                "capture",
                "kms:GenerateDataKey",
                s -> s.put("Action", List.of("kms:GenerateDataKey", "kms:ReEncryptFrom")),
                Promise.NO_OTHER_USE_OF_KEYS),
        UPDATE_ON_THE_LEDGER(
                "capture",
                "dynamodb:Query",
                s -> s.put("Action", "dynamodb:UpdateItem"),
                Promise.NOBODY_CHANGES_THE_LEDGER),
        DELETE_ON_THE_LEDGER(
                "contacts",
                "dynamodb:Query",
                s -> s.putAll(Map.of("Action", "dynamodb:DeleteItem", "Resource", ledger())),
                Promise.ONLY_PURGE_DELETES_FROM_THE_LEDGER),
        THE_INDEX_KEY_FOR_PREFERENCES(
                "preferences",
                "dynamodb:GetItem",
                s -> s.put("Action", "kms:GenerateMac"),
                Promise.THE_INDEX_KEY_IS_FOR_THOSE_GIVEN_NUMBERS),
        OPENING_WITHOUT_A_CONTEXT(
                "reveal-marketing", "kms:Decrypt", s -> s.remove("Condition"), Promise.ONE_PURPOSE_IS_OPENED),
        OPENING_WITHOUT_THE_APP(
                "reveal-marketing",
                "kms:Decrypt",
                s -> context(s).remove("kms:EncryptionContext:app"),
                Promise.ONE_PURPOSE_IS_OPENED),
        OPENING_TWO_PURPOSES(
                "reveal-marketing",
                "kms:Decrypt",
                s -> context(s).put("kms:EncryptionContext:purpose", List.of("marketing", "service")),
                Promise.ONE_PURPOSE_IS_OPENED),
        READING_EVERY_PARTITION(
                "audience-service",
                "dynamodb:Query",
                s -> s.remove("Condition"),
                Promise.COMPARTMENTS_ARE_READ_BY_PURPOSE),
        READING_WITHOUT_NAMING_A_PARTITION(
                "audience-service",
                "dynamodb:Query",
                s -> TemplateJson.map(s.get("Condition")).remove("Null"),
                Promise.COMPARTMENTS_ARE_READ_BY_PURPOSE),
        READING_MORE_THAN_KEYS(
                "subject",
                "dynamodb:Query",
                s -> TemplateJson.map(s.get("Condition")).remove("Null"),
                Promise.COMPARTMENTS_ARE_READ_BY_PURPOSE),
        A_SCAN(
                "dataset",
                "dynamodb:BatchGetItem",
                s -> s.put("Action", "dynamodb:Scan"),
                Promise.NO_TABLE_IS_READ_WHOLE),
        A_NUMBER_OPENED_FOR_AN_ANALYST(
                "dataset",
                "kms:Decrypt",
                s -> s.put("Condition", Permissions.context("marketing")),
                Promise.DATASETS_HAVE_NO_KEY_BUT_THEIR_OWN),
        ALL_OPENED_FOR_AN_ANALYST(
                "datasets",
                "kms:Decrypt",
                s -> TemplateJson.map(s.get("Condition")).remove("StringLike"),
                Promise.DATASETS_HAVE_NO_KEY_BUT_THEIR_OWN),
        A_PURPOSE_SEALED_BY_A_DATASET(
                "dataset",
                "kms:GenerateDataKey",
                s -> s.put("Condition", Permissions.context("maintenance")),
                Promise.DATASETS_HAVE_NO_KEY_BUT_THEIR_OWN),
        THE_INDEX_KEY_FOR_A_DATASET(
                "dataset",
                "dynamodb:GetItem",
                s -> s.put("Action", "kms:GenerateMac"),
                Promise.DATASETS_HAVE_NO_KEY_BUT_THEIR_OWN),
        A_COMPARTMENT_READ_FOR_A_DATASET(
                "dataset",
                "dynamodb:BatchGetItem",
                s -> s.put("Resource", Map.of("Fn::GetAtt", List.of("CompartmentsTable", "Arn"))),
                Promise.DATASETS_TOUCH_NO_COMPARTMENT),
        A_CONTACT_WRITTEN_BY_A_DATASET(
                "datasets",
                "dynamodb:BatchGetItem",
                s -> s.put("Action", "dynamodb:PutItem"),
                Promise.DATASETS_CHANGE_NO_CONTACT),
        ANOTHERS_GUARD_ROWS_FOR_A_DATASET(
                "datasets",
                "dynamodb:DeleteItem",
                s -> TemplateJson.map(s.get("Condition")).remove("ForAllValues:StringLike"),
                Promise.DATASETS_HAVE_THEIR_OWN_GUARD_ROWS_ALONE),
        A_DATASET_OPENED_BY_ANOTHER(
                "purge",
                "kms:Decrypt",
                s -> s.put("Condition", Permissions.context("dataset/*")),
                Promise.ONLY_DATASETS_OPEN_OR_SEAL_DATASETS),
        ANOTHERS_SECRETS(
                "inbound",
                "secretsmanager:GetSecretValue",
                s -> s.put("Resource", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ringlock-secrets/*"),
                Promise.SECRETS_ARE_THE_FUNCTIONS_OWN);

        private final String function;
        private final String action;
        private final Consumer<Map<String, Object>> mutation;
        private final Promise noticed;

        Widened(String function, String action, Consumer<Map<String, Object>> mutation, Promise noticed) {
            this.function = function;
            this.action = action;
            this.mutation = mutation;
            this.noticed = noticed;
        }

        private static Map<String, Object> context(Map<String, Object> statement) {
            return TemplateJson.map(TemplateJson.map(statement.get("Condition")).get("StringEquals"));
        }

        private static Map<String, Object> ledger() {
            return Map.of("Fn::GetAtt", List.of("LedgerTable", "Arn"));
        }
    }

    private static final String REVIEWED =
            Permission.text(Permission.in(Synthesised.stack().template()));

    @ParameterizedTest
    @EnumSource
    void a_widened_grant_is_noticed_twice(Widened widened) {
        Map<String, Object> template = Synthesised.stack().template();
        Map<String, Object> statement = statements(template, widened.function).stream()
                .filter(each -> TemplateJson.list(each.get("Action")).contains(widened.action))
                .findFirst()
                .orElseThrow();
        widened.mutation.accept(statement);
        assertNotEquals(REVIEWED, Permission.text(Permission.in(template)));
        assertTrue(
                Promise.broken(template).contains(widened.noticed),
                () -> "broken promises: " + Promise.broken(template));
    }

    @Test
    void a_managed_policy_is_noticed() {
        Map<String, Object> template = Synthesised.stack().template();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (id.startsWith("PagesRole")
                    && TemplateJson.map(resource).get("Type").equals("AWS::IAM::Role")) {
                TemplateJson.properties(resource)
                        .put("ManagedPolicyArns", List.of("arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"));
            }
        });
        assertNotEquals(REVIEWED, Permission.text(Permission.in(template)));
        assertTrue(Promise.broken(template).contains(Promise.NO_WILDCARDS));
    }

    @Test
    void a_key_handed_to_the_whole_account_is_noticed() {
        Map<String, Object> template = Synthesised.stack().template();
        keyPolicy(template)
                .add(new HashMap<>(Map.of(
                        "Effect", "Allow",
                        "Action", "kms:*",
                        "Resource", "*",
                        "Principal", Map.of("AWS", "arn:aws:iam::123456789012:root"))));
        assertNotEquals(REVIEWED, Permission.text(Permission.in(template)));
    }

    @Test
    void every_statement_missing_from_a_key_is_noticed() {
        int statements = keyPolicy(Synthesised.stack().template()).size();
        for (int i = 0; i < statements; i++) {
            Map<String, Object> template = Synthesised.stack().template();
            keyPolicy(template).remove(i);
            assertNotEquals(REVIEWED, Permission.text(Permission.in(template)));
        }
    }

    @Test
    void every_grant_of_every_role_counts() {
        Map<String, Object> all = Synthesised.stack().template();
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            for (int i = 0; i < statements(all, door.name()).size(); i++) {
                Map<String, Object> template = TemplateJson.copy(all);
                statements(template, door.name()).get(i).put("Resource", "arn:aws:elsewhere");
                assertNotEquals(REVIEWED, Permission.text(Permission.in(template)));
            }
        }
    }

    private static List<Map<String, Object>> statements(Map<String, Object> template, String function) {
        Names names = new Names(template);
        List<Map<String, Object>> found = new ArrayList<>();
        TemplateJson.resources(template).values().forEach(resource -> {
            Map<String, Object> properties = TemplateJson.properties(resource);
            if (TemplateJson.map(resource).get("Type").equals("AWS::IAM::Policy")
                    && names.of(properties.get("Roles")).equals(function)) {
                TemplateJson.list(TemplateJson.map(properties.get("PolicyDocument"))
                                .get("Statement"))
                        .forEach(statement -> found.add(TemplateJson.map(statement)));
            }
        });
        return found;
    }

    private static List<Object> keyPolicy(Map<String, Object> template) {
        Map<String, Object> key =
                TemplateJson.properties(TemplateJson.resources(template).get("NumberKey"));
        return TemplateJson.list(TemplateJson.map(key.get("KeyPolicy")).get("Statement"));
    }
}
