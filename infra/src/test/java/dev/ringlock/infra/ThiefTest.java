package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a thief would try with what they have stolen, and what the policies answer. */
class ThiefTest {

    private static final String ADMINISTRATOR = "arn:aws:iam::123456789012:role/KeyAdministrator";
    private static final String ROOT = "arn:<Partition>:iam::<AccountId>:root";

    private final Map<String, Object> template = Synthesised.stack().template();
    private final Names names = new Names(template);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NumberKey | reveal-marketing | Decrypt         | app=ringlock purpose=marketing   | yes",
                "NumberKey | reveal-marketing | Decrypt         | app=ringlock purpose=service     | no",
                "NumberKey | reveal-marketing | Decrypt         | purpose=marketing                | no",
                "NumberKey | reveal-marketing | Decrypt         |                                  | no",
                "NumberKey | reveal-marketing | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "NumberKey | reveal-marketing | ReEncryptFrom   | app=ringlock purpose=marketing   | no",
                "NumberKey | reveal-marketing | CreateGrant     |                                  | no",
                "NumberKey | reveal-service   | Decrypt         | app=ringlock purpose=service     | yes",
                "NumberKey | reveal-service   | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | audience-service | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | purge            | Decrypt         | app=ringlock purpose=maintenance | yes",
                "NumberKey | purge            | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | purge            | GenerateDataKey | app=ringlock purpose=marketing   | yes",
                "NumberKey | purge            | GenerateDataKey | app=ringlock purpose=research    | no",
                "NumberKey | reconcile        | Decrypt         | app=ringlock purpose=maintenance | yes",
                "NumberKey | reconcile        | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | reconcile        | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "NumberKey | capture          | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | capture          | GenerateDataKey | app=ringlock purpose=marketing   | yes",
                "NumberKey | capture          | GenerateDataKey | app=ringlock purpose=maintenance | yes",
                "NumberKey | capture          | GenerateDataKey | app=ringlock purpose=research    | no",
                "NumberKey | capture          | GenerateDataKey | app=other purpose=marketing      | no",
                "NumberKey | capture          | GenerateDataKey |                                  | no",
                "NumberKey | contacts         | Decrypt         | app=ringlock purpose=held        | yes",
                "NumberKey | contacts         | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | contacts         | Decrypt         | app=ringlock purpose=maintenance | no",
                "NumberKey | contacts         | GenerateDataKey | app=ringlock purpose=held        | no",
                "NumberKey | inbound          | GenerateDataKey | app=ringlock purpose=held        | yes",
                "NumberKey | inbound          | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | capture          | GenerateDataKey | app=ringlock purpose=held        | no",
                "NumberKey | purge            | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | reveal-marketing | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | audit            | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | administrator    | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | imports          | GenerateDataKey | app=ringlock purpose=import      | yes",
                "NumberKey | imports          | Decrypt         | app=ringlock purpose=import      | no",
                "NumberKey | imports          | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "NumberKey | import           | Decrypt         | app=ringlock purpose=import      | yes",
                "NumberKey | import           | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | import           | Decrypt         | app=ringlock purpose=maintenance | no",
                "NumberKey | import           | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | import           | GenerateDataKey | app=ringlock purpose=marketing   | yes",
                "NumberKey | import           | GenerateDataKey | app=ringlock purpose=import      | yes",
                "NumberKey | capture          | GenerateDataKey | app=ringlock purpose=import      | no",
                "NumberKey | contacts         | Decrypt         | app=ringlock purpose=import      | no",
                "NumberKey | administrator    | Decrypt         | app=ringlock purpose=import      | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | yes",
                "NumberKey | dataset          | Decrypt         | purpose=dataset/01KD5M0AZ0       | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=dataset     | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=maintenance | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=held        | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock purpose=import      | no",
                "NumberKey | dataset          | Decrypt         | app=ringlock                     | no",
                "NumberKey | dataset          | GenerateDataKey | app=ringlock purpose=dataset/01KD5M0AZ0 | yes",
                "NumberKey | dataset          | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "NumberKey | dataset          | GenerateDataKey | app=ringlock purpose=maintenance | no",
                "NumberKey | datasets         | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | yes",
                "NumberKey | datasets         | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | datasets         | GenerateDataKey | app=ringlock purpose=dataset/01KD5M0AZ0 | yes",
                "NumberKey | datasets         | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "NumberKey | purge            | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | no",
                "NumberKey | purge            | GenerateDataKey | app=ringlock purpose=dataset/01KD5M0AZ0 | no",
                "NumberKey | reveal-marketing | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | no",
                "NumberKey | contacts         | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | no",
                "NumberKey | administrator    | Decrypt         | app=ringlock purpose=dataset/01KD5M0AZ0 | no",
                "NumberKey | capture          | PutKeyPolicy    |                                  | no",
                "NumberKey | administrator    | PutKeyPolicy    |                                  | yes",
                "NumberKey | administrator    | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | administrator    | CreateGrant     |                                  | no",
                "NumberKey | root             | PutKeyPolicy    | principal=Account                | yes",
                "NumberKey | root             | Decrypt         | principal=Account app=ringlock purpose=marketing | no",
                "NumberKey | somebody in IAM  | PutKeyPolicy    | principal=AssumedRole            | no",
                "NumberKey | somebody in IAM  | Decrypt         | app=ringlock purpose=marketing   | no",
                "MacKey    | capture          | GenerateMac     |                                  | yes",
                "MacKey    | decide           | GenerateMac     |                                  | yes",
                "NumberKey | decide           | Decrypt         | app=ringlock purpose=marketing   | no",
                "NumberKey | decide           | GenerateDataKey | app=ringlock purpose=marketing   | no",
                "MacKey    | dataset          | GenerateMac     |                                  | no",
                "MacKey    | datasets         | GenerateMac     |                                  | no",
                "MacKey    | preferences      | GenerateMac     |                                  | no",
                "MacKey    | administrator    | GenerateMac     |                                  | no",
                "MacKey    | capture          | VerifyMac       |                                  | no",
                "SigningKey | capture         | Sign            | by=ECDSA_SHA_256                 | yes",
                "SigningKey | preferences     | Sign            | by=ECDSA_SHA_256                 | yes",
                "SigningKey | preferences     | GetPublicKey    |                                  | yes",
                "SigningKey | preferences     | Sign            | by=ECDSA_SHA_384                 | no",
                "SigningKey | preferences     | Sign            |                                  | no",
                "SigningKey | preferences     | CreateGrant     |                                  | no",
                "SigningKey | confirm         | Sign            | by=ECDSA_SHA_256                 | no",
                "SigningKey | pages           | Sign            | by=ECDSA_SHA_256                 | no",
                "SigningKey | purge           | Sign            | by=ECDSA_SHA_256                 | no",
                "SigningKey | administrator   | Sign            | by=ECDSA_SHA_256                 | no",
                "SigningKey | somebody in IAM | Sign            | by=ECDSA_SHA_256                 | no",
            })
    void a_key_asks_who_and_what_for(String key, String who, String action, String context, String answer) {
        String asking = Map.of("administrator", ADMINISTRATOR, "root", ROOT).getOrDefault(who, who);
        String known = context == null
                ? ""
                : context.replace("app=", "kms:EncryptionContext:app=")
                        .replace("purpose=", "kms:EncryptionContext:purpose=")
                        .replace("principal=", "aws:PrincipalType=")
                        .replace("by=", "kms:SigningAlgorithm=");
        CalledApi asked = new CalledApi(asking, "kms:" + action, "*", CalledApi.context(known));
        assertEquals(answer.equals("yes"), asked.allowedBy(keyPolicy(key), names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audience-marketing | Query      | compartments | leading=marketing#a                   | yes",
                "audience-marketing | Query      | compartments | leading=service#a                     | no",
                "audience-marketing | Query      | compartments | leading=marketing#a leading=service#a | no",
                "audience-marketing | Query      | compartments |                                       | no",
                "audience-marketing | Scan       | compartments |                                       | no",
                "reveal-service     | BatchGetItem | compartments | leading=service#7                   | yes",
                "reveal-service     | BatchGetItem | compartments | leading=marketing#7                 | no",
                "audience-service   | Query      | compartments | leading=marketing#7                   | no",
                "reveal-service     | BatchGetItem | compartments |                                     | no",
                "reveal-service     | Query      | compartments | leading=service#7                     | no",
                "reveal-service     | DeleteItem | compartments | within=TransactWriteItems             | no",
                "reveal-service     | PutItem    | contacts     | within=TransactWriteItems             | yes",
                "reveal-service     | PutItem    | contacts     |                                       | no",
                "reveal-service     | PutItem    | states       | within=TransactWriteItems             | no",
                "purge              | BatchGetItem | compartments | leading=maintenance#7 leading=maintenance#a | yes",
                "purge              | BatchGetItem | compartments | leading=maintenance#7 leading=marketing#7 | no",
                "purge              | BatchGetItem | compartments |                                     | no",
                "purge              | Query      | compartments | leading=maintenance#7                 | no",
                "purge              | DeleteItem | ledger       | within=TransactWriteItems             | yes",
                "purge              | DeleteItem | ledger       |                                       | no",
                "purge              | UpdateItem | ledger       | within=TransactWriteItems             | no",
                "reconcile          | BatchGetItem | compartments | leading=maintenance#7               | yes",
                "reconcile          | BatchGetItem | compartments | leading=marketing#7                 | no",
                "reconcile          | PutItem    | compartments | within=TransactWriteItems             | no",
                "reconcile          | DeleteItem | compartments | within=TransactWriteItems             | yes",
                "reconcile          | DeleteItem | ledger       | within=TransactWriteItems             | no",
                "reconcile          | Query      | ledger       | leading=run/reconcile/2029-11-28      | yes",
                "reconcile          | Query      | ledger       | leading=c1_mfrggzdfmztwq2lk           | no",
                "capture            | GetItem    | compartments | leading=marketing#7                   | no",
                "capture            | Query      | ledger       | leading=notice/signup/1               | yes",
                "capture            | Query      | ledger       | leading=c1_mfrggzdfmztwq2lk           | no",
                "capture            | PutItem    | ledger       | within=TransactWriteItems             | yes",
                "capture            | PutItem    | ledger       |                                       | no",
                "capture            | UpdateItem | ledger       | within=TransactWriteItems             | no",
                "capture            | DeleteItem | ledger       | within=TransactWriteItems             | no",
                "capture            | UpdateItem | guard        |                                       | yes",
                "contacts           | BatchGetItem | compartments | leading=held#7                      | yes",
                "contacts           | BatchGetItem | compartments | leading=held#7 leading=marketing#7  | no",
                "contacts           | BatchGetItem | compartments | leading=marketing#7                 | no",
                "contacts           | BatchGetItem | compartments |                                     | no",
                "contacts           | Query      | compartments | leading=held#7                        | no",
                "inbound            | BatchGetItem | compartments | leading=held#7                      | no",
                "inbound            | Query      | compartments | leading=held#7                        | no",
                "purge              | BatchGetItem | compartments | leading=held#7                      | no",
                "audit              | BatchGetItem | compartments | leading=held#7                      | no",
                "contacts           | DeleteItem | contacts     | within=TransactWriteItems             | no",
                "audit              | Query      | ledger       | leading=c1_mfrggzdfmztwq2lk           | yes",
                "audit              | Scan       | ledger       |                                       | no",
                "audit              | PutItem    | ledger       | within=TransactWriteItems             | yes",
                "audit              | DeleteItem | ledger       | within=TransactWriteItems             | no",
                "audit              | BatchGetItem | contacts   |                                       | no",
                "audit              | BatchGetItem | compartments | leading=marketing#7                 | no",
                "decide             | BatchGetItem | contacts   |                                       | yes",
                "decide             | PutItem    | contacts     | within=TransactWriteItems             | no",
                "decide             | PutItem    | ledger       | within=TransactWriteItems             | no",
                "decide             | Query      | ledger       | leading=keys/index                    | yes",
                "decide             | Query      | ledger       | leading=c1_mfrggzdfmztwq2lk           | no",
                "decide             | BatchGetItem | compartments | leading=marketing#7                 | no",
                "decide             | Query      | contacts     |                                       | no",
                "decide             | BatchGetItem | guard      | leading=budget/c1_mfrggzdfmztwq2lk    | yes",
                "decide             | BatchGetItem | guard      | leading=budget/c1_a leading=link/x    | no",
                "decide             | BatchGetItem | guard      | leading=link/x                        | no",
                "decide             | BatchGetItem | guard      |                                       | no",
                "decide             | GetItem    | guard        | leading=budget/c1_mfrggzdfmztwq2lk    | no",
                "decide             | PutItem    | guard        | leading=budget/c1_mfrggzdfmztwq2lk    | yes",
                "decide             | PutItem    | guard        | leading=link/x                        | no",
                "decide             | PutItem    | guard        | within=TransactWriteItems             | no",
                "decide             | PutItem    | guard        |                                       | no",
                "decide             | DeleteItem | guard        | leading=budget/c1_mfrggzdfmztwq2lk    | no",
                "decide             | UpdateItem | guard        | leading=budget/c1_mfrggzdfmztwq2lk    | no",
                "decide             | BatchGetItem | compartments | leading=service#7                   | no",
                "decide             | BatchGetItem | ledger     | leading=c1_mfrggzdfmztwq2lk           | no",
                "links              | PutItem    | guard        | leading=budget/c1_mfrggzdfmztwq2lk    | no",
                "pages              | GetItem    | contacts     |                                       | no",
                "subject            | BatchGetItem | compartments | attribute=contactId attribute=purposeShard | yes",
                "subject            | BatchGetItem | compartments | attribute=contactId attribute=sealed | no",
                "subject            | BatchGetItem | compartments | leading=marketing#7                 | no",
                "subject            | BatchGetItem | compartments |                                     | no",
                "subject            | BatchGetItem | compartments | attribute=contactId select=ALL_ATTRIBUTES | no",
                "subject            | Query      | compartments | attribute=contactId leading=held#7 select=SPECIFIC_ATTRIBUTES | yes",
                "subject            | Query      | compartments | attribute=contactId leading=held#7    | no",
                "subject            | Query      | compartments | attribute=contactId leading=held#7 select=ALL_ATTRIBUTES | no",
                "subject            | Query      | compartments | attribute=contactId leading=service#7 select=SPECIFIC_ATTRIBUTES | no",
                "preferences        | UpdateItem | guard        | leading=record/0123                   | yes",
                "preferences        | UpdateItem | guard        | leading=link/0123                     | no",
                "preferences        | UpdateItem | guard        |                                       | no",
                "subject            | Query      | compartments | leading=held#7                        | no",
                "dataset | GetItem | guard | leading=dataset/01KD5M0AZ0/key | yes",
                "dataset | GetItem | guard | leading=link/0123 | no",
                "dataset | GetItem | guard |  | no",
                "dataset | PutItem | guard | leading=dataset-answer/a/1 within=TransactWriteItems | yes",
                "dataset | PutItem | guard | leading=dataset-answer/a/1 | no",
                "dataset | PutItem | guard | leading=link/0123 within=TransactWriteItems | no",
                "dataset | PutItem | guard | leading=dataset/a leading=link/0123 within=TransactWriteItems | no",
                "dataset | DeleteItem | guard | leading=dataset/a/key within=TransactWriteItems | yes",
                "dataset | DeleteItem | guard | leading=budget/c1_a within=TransactWriteItems | no",
                "dataset | UpdateItem | guard | leading=dataset/a/key | no",
                "dataset | BatchGetItem | compartments | leading=marketing#7 | no",
                "dataset | BatchGetItem | compartments | attribute=contactId attribute=purposeShard | no",
                "dataset | Query | compartments | leading=maintenance#7 | no",
                "dataset | DeleteItem | compartments | within=TransactWriteItems | no",
                "dataset | PutItem | contacts | within=TransactWriteItems | no",
                "dataset | Query | ledger | leading=c1_mfrggzdfmztwq2lk | no",
                "dataset | DeleteItem | ledger | within=TransactWriteItems | no",
                "datasets | GetItem | guard | leading=dataset/01KD5M0AZ0/key | yes",
                "datasets | GetItem | guard | leading=link/0123 | no",
                "datasets | GetItem | guard |  | no",
                "datasets | PutItem | guard | leading=dataset-answer/a/1 within=TransactWriteItems | yes",
                "datasets | PutItem | guard | leading=dataset-answer/a/1 | no",
                "datasets | PutItem | guard | leading=link/0123 within=TransactWriteItems | no",
                "datasets | PutItem | guard | leading=dataset/a leading=link/0123 within=TransactWriteItems | no",
                "datasets | DeleteItem | guard | leading=dataset/a/key within=TransactWriteItems | yes",
                "datasets | DeleteItem | guard | leading=budget/c1_a within=TransactWriteItems | no",
                "datasets | UpdateItem | guard | leading=dataset/a/key | no",
                "datasets | BatchGetItem | compartments | leading=marketing#7 | no",
                "datasets | BatchGetItem | compartments | attribute=contactId attribute=purposeShard | no",
                "datasets | Query | compartments | leading=maintenance#7 | no",
                "datasets | DeleteItem | compartments | within=TransactWriteItems | no",
                "datasets | PutItem | contacts | within=TransactWriteItems | no",
                "datasets | Query | ledger | leading=c1_mfrggzdfmztwq2lk | no",
                "datasets | DeleteItem | ledger | within=TransactWriteItems | no",
                "dataset | BatchGetItem | ledger |  | yes",
                "datasets | BatchGetItem | ledger |  | no",
                "subject            | GetItem    | compartments | attribute=contactId                   | no",
                "subject            | DeleteItem | compartments | within=TransactWriteItems             | yes",
                "subject            | PutItem    | compartments | within=TransactWriteItems             | no",
                "subject            | DeleteItem | ledger       | within=TransactWriteItems             | no",
            })
    void a_table_asks_what_for(String who, String action, String table, String context, String answer) {
        String known = context == null
                ? ""
                : context.replace("leading=", "dynamodb:LeadingKeys=")
                        .replace("attribute=", "dynamodb:Attributes=")
                        .replace("select=", "dynamodb:Select=")
                        .replace("within=", "dynamodb:EnclosingOperation=");
        CalledApi asked = new CalledApi(who, "dynamodb:" + action, table, CalledApi.context(known));
        assertEquals(answer.equals("yes"), asked.allowedBy(rolePolicy(who), names));
    }

    /** Whatever is on the list of functions: both the key's policy and the role's own refuse, and the table's rows too. */
    @ParameterizedTest
    @CsvSource({"marketing, service", "service, marketing"})
    void no_role_of_another_purposes_opens_or_reads_a_number(String purpose, String another) {
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            boolean own = purpose.equals(door.purpose());
            for (String context : List.of(
                    "app=ringlock purpose=" + purpose,
                    "app=ringlock purpose=" + purpose + " purpose=" + another,
                    "purpose=" + purpose)) {
                boolean right = own && context.equals("app=ringlock purpose=" + purpose);
                CalledApi opening = new CalledApi(door.name(), "kms:Decrypt", "*", keyContext(context));
                assertEquals(right, opening.allowedBy(keyPolicy("NumberKey"), names), opening::toString);
                CalledApi byRole = new CalledApi(door.name(), "kms:Decrypt", "NumberKey", keyContext(context));
                assertEquals(right, byRole.allowedBy(rolePolicy(door.name()), names), byRole::toString);
            }
            if (!own) {
                for (String action : List.of("GetItem", "BatchGetItem", "Query", "Scan", "PartiQLSelect")) {
                    Map<String, List<String>> rows = CalledApi.context("dynamodb:LeadingKeys=" + purpose + "#7");
                    CalledApi reading = new CalledApi(door.name(), "dynamodb:" + action, "compartments", rows);
                    // sealed, to keep the evidence that is in them when the index key rotates
                    boolean kept = door.name().equals("purge") && action.equals("BatchGetItem");
                    assertEquals(kept, reading.allowedBy(rolePolicy(door.name()), names), reading::toString);
                }
            }
        }
    }

    private static Map<String, List<String>> keyContext(String text) {
        return CalledApi.context(text.replace("app=", "kms:EncryptionContext:app=")
                .replace("purpose=", "kms:EncryptionContext:purpose="));
    }

    @ParameterizedTest
    @CsvSource({"dynamodb:CreateBackup", "dynamodb:ExportTableToPointInTime", "dynamodb:StartAwsBackupJob"})
    void compartments_refuse_a_copy_to_everybody(String action) {
        Map<String, Object> policy = TemplateJson.map(
                TemplateJson.properties(TemplateJson.resources(template).get("CompartmentsTable"))
                        .get("ResourcePolicy"));
        List<Map<String, Object>> statements = TemplateJson.statements(policy.get("PolicyDocument"));
        statements.add(Map.of("Effect", "Allow", "Action", "*", "Resource", "*"));
        assertEquals(false, new CalledApi("anybody", action, "compartments", Map.of()).allowedBy(statements, names));
    }

    private List<Map<String, Object>> keyPolicy(String key) {
        return TemplateJson.statements(
                TemplateJson.properties(TemplateJson.resources(template).get(key))
                        .get("KeyPolicy"));
    }

    private List<Map<String, Object>> rolePolicy(String function) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals("AWS::IAM::Policy"))
                .map(TemplateJson::properties)
                .filter(policy -> names.of(policy.get("Roles")).equals(function))
                .flatMap(policy -> TemplateJson.statements(policy.get("PolicyDocument")).stream())
                .toList();
    }
}
