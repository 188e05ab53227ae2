package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;

/** What the template's permissions don't show: how things are kept, limited, logged and watched. */
class StackTest {

    private static final Map<String, Object> LEDGER = Map.of("Fn::GetAtt", List.of("LedgerTable", "Arn"));

    private final Map<String, Object> template = Synthesised.stack().template();

    @Test
    void tables_are_kept_and_backed_up_as_the_design_says() {
        Map<String, Object> recovery = new TreeMap<>();
        of("AWS::DynamoDB::Table").forEach(table -> {
            assertEquals("PAY_PER_REQUEST", table.get("BillingMode"));
            assertEquals(true, table.get("DeletionProtectionEnabled"));
            Object window = table.get("PointInTimeRecoverySpecification");
            recovery.put(
                    table.get("TableName").toString(),
                    window == null ? "none" : TemplateJson.map(window).get("RecoveryPeriodInDays"));
        });
        assertEquals(
                Map.of(
                        "ringlock-contacts",
                        35,
                        "ringlock-states",
                        35,
                        "ringlock-compartments",
                        7,
                        "ringlock-ledger",
                        35,
                        "ringlock-guard",
                        "none"),
                recovery);
    }

    @Test
    void only_contacts_their_states_and_the_ledger_are_copied_to_the_vault() {
        Map<String, Object> selection =
                of("AWS::Backup::BackupSelection").findFirst().orElseThrow();
        assertEquals(
                "contacts, ledger, states",
                new Names(template)
                        .of(TemplateJson.map(selection.get("BackupSelection")).get("Resources")));
        assertEquals(
                Map.of("MinRetentionDays", 35, "MaxRetentionDays", 35),
                of("AWS::Backup::BackupVault").findFirst().orElseThrow().get("LockConfiguration"));
    }

    @Test
    void what_holds_data_or_opens_it_outlives_the_stack() {
        List<String> kept =
                List.of("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Cognito::UserPool", "AWS::Backup::BackupVault");
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (kept.contains(TemplateJson.map(resource).get("Type"))) {
                assertEquals("RetainExceptOnCreate", TemplateJson.map(resource).get("DeletionPolicy"), id);
                assertEquals("Retain", TemplateJson.map(resource).get("UpdateReplacePolicy"), id);
            }
        });
    }

    @Test
    void the_pipe_looks_for_changed_entries_and_an_alarm_for_what_it_finds() {
        Map<String, Object> watch = pipe("LedgerWatch");
        assertTrue(TemplateJson.write(watch.get("SourceParameters")).contains("MODIFY"));
        assertEquals(
                "{\"subject\":\"<$.dynamodb.Keys.subject.S>\",\"ulid\":\"<$.dynamodb.Keys.ulid.S>\"}",
                TemplateJson.map(watch.get("TargetParameters")).get("InputTemplate"));
        assertTrue(TemplateJson.resources(template).containsKey(resource("LedgerChangedAlarm")));
    }

    /** One bad entry must not hold back those behind it for as long as the stream keeps them. */
    @Test
    void a_pipe_tries_for_an_hour_and_then_names_what_it_gave_up() {
        for (String id : List.of("LedgerEvents", "LedgerWatch")) {
            Map<String, Object> stream = TemplateJson.map(
                    TemplateJson.map(pipe(id).get("SourceParameters")).get("DynamoDBStreamParameters"));
            assertEquals(30, stream.get("MaximumRetryAttempts"), id);
            assertEquals(3600, stream.get("MaximumRecordAgeInSeconds"), id);
            assertEquals("AUTOMATIC_BISECT", stream.get("OnPartialBatchItemFailure"), id);
            assertEquals(
                    "LedgerUntold",
                    new Names(template)
                            .of(TemplateJson.map(stream.get("DeadLetterConfig")).get("Arn")));
        }
        assertEquals(2, of("AWS::Pipes::Pipe").count());
    }

    @Test
    void what_the_owner_is_told_are_new_entries_of_the_ledger() {
        Map<String, Object> events = pipe("LedgerEvents");
        String source = TemplateJson.write(events.get("SourceParameters"));
        assertTrue(source.contains("INSERT") && !source.contains("MODIFY"), source);
        assertTrue(source.contains("told_as"), source);
        Map<String, Object> target = TemplateJson.map(events.get("TargetParameters"));
        assertEquals(
                Map.of(
                        "Source",
                        "ringlock",
                        "DetailType",
                        "$.dynamodb.NewImage.fields.M.told_as.S",
                        "Resources",
                        List.of(LEDGER)),
                target.get("EventBridgeEventBusParameters"));
        Map<String, Object> ledger = of("AWS::DynamoDB::Table")
                .filter(table -> table.get("TableName").equals("ringlock-ledger"))
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("StreamViewType", "NEW_IMAGE"), ledger.get("StreamSpecification"));
    }

    @Test
    void a_run_goes_on_with_each_answer_until_one_says_that_it_is_done() {
        Map<String, Object> definition = definition("ringlock-purge");
        Map<String, Object> states = TemplateJson.map(definition.get("States"));
        Map<String, Object> step = TemplateJson.map(states.get("Step"));
        assertEquals("Step", definition.get("StartAt"));
        assertEquals("$", TemplateJson.map(step.get("Parameters")).get("Payload.$"));
        assertEquals("$.Payload", step.get("OutputPath"));
        assertEquals(
                "States.ALL",
                TemplateJson.list(TemplateJson.map(
                                        TemplateJson.list(step.get("Retry")).get(0))
                                .get("ErrorEquals"))
                        .get(0));
        Map<String, Object> next = TemplateJson.map(states.get(step.get("Next")));
        assertEquals("Step", next.get("Default"));
        assertEquals(List.of(Map.of("Variable", "$.done", "BooleanEquals", true, "Next", "End")), next.get("Choices"));
        Map<String, Object> function = of("AWS::Lambda::Function")
                .filter(each -> each.get("FunctionName").equals("ringlock-purge"))
                .findFirst()
                .orElseThrow();
        int timeout = ((Number) function.get("Timeout")).intValue();
        assertTrue(timeout < ((Number) step.get("TimeoutSeconds")).intValue());
    }

    private Map<String, Object> definition(String machine) {
        return TemplateJson.map(of("AWS::StepFunctions::StateMachine")
                .filter(each -> each.get("StateMachineName").equals(machine))
                .findFirst()
                .orElseThrow()
                .get("Definition"));
    }

    @Test
    void an_export_is_started_by_the_ledger_and_written_by_its_purposes_function_until_it_is_done() {
        Map<String, Object> rule = of("AWS::Events::Rule")
                .filter(each -> TemplateJson.write(each).contains("export.asked"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Map.of(
                        "source",
                        List.of("ringlock"),
                        "detail-type",
                        List.of("export.asked"),
                        "resources",
                        List.of(LEDGER)),
                rule.get("EventPattern"));
        Map<String, Object> target =
                TemplateJson.map(TemplateJson.list(rule.get("Targets")).get(0));
        Names names = new Names(template);
        assertEquals("ExportRun", names.of(target.get("Arn")));
        assertEquals(
                "WorkNotStarted",
                names.of(TemplateJson.map(target.get("DeadLetterConfig")).get("Arn")));
        Map<String, Object> states =
                TemplateJson.map(definition("ringlock-export").get("States"));
        Map<String, Object> step = TemplateJson.map(states.get("Step"));
        assertEquals("$", TemplateJson.map(step.get("Parameters")).get("Payload.$"));
        assertEquals(
                "States.Format('ringlock-export-{}', $.purpose)",
                TemplateJson.map(step.get("Parameters")).get("FunctionName.$"));
        assertEquals("$.Payload", step.get("OutputPath"));
        Map<String, Object> next = TemplateJson.map(states.get(step.get("Next")));
        assertEquals("Step", next.get("Default"));
        Map<String, Object> wait = TemplateJson.map(states.get(
                TemplateJson.map(TemplateJson.list(next.get("Choices")).get(0)).get("Next")));
        assertEquals("$.until", wait.get("TimestampPath"));
        Map<String, Object> last = TemplateJson.map(states.get(wait.get("Next")));
        assertEquals("$", TemplateJson.map(last.get("Parameters")).get("Payload.$"));
        assertEquals("End", last.get("Next"));
        Map<String, Object> caught = TemplateJson.map(states.get(
                TemplateJson.map(TemplateJson.list(step.get("Catch")).get(0)).get("Next")));
        assertEquals(
                true,
                TemplateJson.map(TemplateJson.map(caught.get("Parameters")).get("Payload"))
                        .get("giveUp"));
        assertEquals("Failed", caught.get("Next"));
    }

    /** The event has an id and nothing of the file. The steps end when one says so, and the last failure is on the ledger. */
    @Test
    void an_import_is_started_by_the_ledger_and_done_step_by_step() {
        Map<String, Object> rule = of("AWS::Events::Rule")
                .filter(each -> TemplateJson.write(each).contains("import.asked"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(LEDGER), TemplateJson.map(rule.get("EventPattern")).get("resources"));
        Map<String, Object> target =
                TemplateJson.map(TemplateJson.list(rule.get("Targets")).get(0));
        Names names = new Names(template);
        assertEquals("ImportRun", names.of(target.get("Arn")));
        assertEquals(
                "WorkNotStarted",
                names.of(TemplateJson.map(target.get("DeadLetterConfig")).get("Arn")));
        Map<String, Object> input = TemplateJson.map(target.get("InputTransformer"));
        assertEquals(Map.of("importId", "$.detail.fields.import.S"), input.get("InputPathsMap"));
        assertEquals("{\"importId\":<importId>}", input.get("InputTemplate"));
        Map<String, Object> states =
                TemplateJson.map(definition("ringlock-import").get("States"));
        Map<String, Object> step = TemplateJson.map(states.get("Step"));
        assertEquals("ringlock-import", TemplateJson.map(step.get("Parameters")).get("FunctionName"));
        Map<String, Object> next = TemplateJson.map(states.get(step.get("Next")));
        assertEquals("Step", next.get("Default"));
        assertEquals(
                "Until it is over",
                TemplateJson.map(TemplateJson.list(next.get("Choices")).get(0)).get("Next"));
        Map<String, Object> caught = TemplateJson.map(states.get(
                TemplateJson.map(TemplateJson.list(step.get("Catch")).get(0)).get("Next")));
        assertEquals(
                Map.of("importId.$", "$.importId", "done", false, "giveUp", true),
                TemplateJson.map(caught.get("Parameters")).get("Payload"));
        assertEquals("Failed", caught.get("Next"));
        assertEquals(
                Set.of("Step", "Done?", "Until it is over", "Delete its files", "Give up", "End", "Failed"),
                states.keySet());
    }

    /** It expires, and then what later answers are compared with goes too. Each wait is for what the step before said. */
    @Test
    void a_dataset_is_deleted_when_it_expires_and_its_answer_when_nothing_is_compared_with_it() {
        Map<String, Object> states =
                TemplateJson.map(definition("ringlock-dataset").get("States"));
        String state = "Until it is over";
        for (String next : List.of("Delete its files", "Until all is over", "Delete the rest", "End")) {
            Map<String, Object> each = TemplateJson.map(states.get(state));
            if (each.get("Type").equals("Wait")) {
                assertEquals("$.until", each.get("TimestampPath"), state);
            } else {
                Map<String, Object> asked = TemplateJson.map(each.get("Parameters"));
                assertEquals("ringlock-dataset", asked.get("FunctionName"), state);
                assertEquals("$", asked.get("Payload.$"), state);
            }
            assertEquals(next, each.get("Next"), state);
            state = next;
        }
        assertEquals(
                "$.Payload", TemplateJson.map(states.get("Delete its files")).get("OutputPath"));
        assertTrue(of("AWS::Events::Rule")
                .map(TemplateJson::write)
                .anyMatch(rule -> rule.contains("dataset.asked") && rule.contains("$.detail.fields.dataset.S")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "all",
            value = {
                "Exports | all | 1",
                "Imports | all | 30",
                "Imports | parts/ | 7",
                "Imports | work/ | 7",
                "Datasets | all | 365",
                "Datasets | answers/ | 31",
                "Datasets | progress/ | 31",
                "Datasets | read/ | 31"
            })
    void sealed_files_are_private_and_live_for_days(String id, @Nullable String prefix, int days) {
        Map<String, Object> bucket = TemplateJson.resources(template).entrySet().stream()
                .filter(each -> TemplateJson.map(each.getValue()).get("Type").equals("AWS::S3::Bucket"))
                .filter(each -> each.getKey().startsWith(id))
                .map(each -> TemplateJson.properties(each.getValue()))
                .findFirst()
                .orElseThrow();
        Map<String, Object> block = TemplateJson.map(bucket.get("PublicAccessBlockConfiguration"));
        assertEquals(4, block.values().stream().filter(Boolean.TRUE::equals).count());
        Map<String, Object> rule =
                TemplateJson.list(TemplateJson.map(bucket.get("LifecycleConfiguration"))
                                .get("Rules"))
                        .stream()
                        .map(TemplateJson::map)
                        .filter(each -> Objects.equals(prefix, each.get("Prefix")))
                        .findFirst()
                        .orElseThrow();
        assertEquals(days, rule.get("ExpirationInDays"));
        assertEquals("Enabled", rule.get("Status"));
        assertEquals(false, bucket.containsKey("VersioningConfiguration"));
        assertEquals(false, bucket.containsKey("ReplicationConfiguration"));
    }

    @Test
    void the_clock_starts_a_reconciliation_every_day() {
        Map<String, Object> schedule = schedules().get("Starts reconcile");
        assertEquals("rate(24 hours)", schedule.get("ScheduleExpression"));
        assertEquals(
                "ReconcileRun",
                new Names(template).of(TemplateJson.map(schedule.get("Target")).get("Arn")));
    }

    private Map<String, Map<String, Object>> schedules() {
        return of("AWS::Scheduler::Schedule")
                .collect(Collectors.toMap(each -> each.get("Description").toString(), each -> each));
    }

    @Test
    void the_clock_starts_a_run_every_hour_and_keeps_what_it_could_not_start() {
        Map<String, Object> schedule = schedules().get("Starts purge");
        assertEquals("rate(1 hour)", schedule.get("ScheduleExpression"));
        Map<String, Object> target = TemplateJson.map(schedule.get("Target"));
        Names names = new Names(template);
        assertEquals("PurgeRun", names.of(target.get("Arn")));
        assertEquals("{}", target.get("Input"));
        assertEquals(
                "PurgeNotStarted",
                names.of(TemplateJson.map(target.get("DeadLetterConfig")).get("Arn")));
    }

    @Test
    void access_logs_hold_route_keys_and_neither_paths_nor_callers() {
        Map<String, Object> stage = of("AWS::ApiGatewayV2::Stage").findFirst().orElseThrow();
        String format =
                TemplateJson.map(stage.get("AccessLogSettings")).get("Format").toString();
        assertTrue(format.contains("$context.routeKey"));
        for (String told : List.of("path", "Path", "sourceIp", "userAgent", "authorizer", "identity", "domain")) {
            assertFalse(format.contains(told), told);
        }
    }

    /** The deployed routes are the list's, all of them: a purpose's routes once for each purpose. */
    @Test
    void the_routes_of_an_owners_template_are_those_of_the_list() {
        Set<String> listed = new TreeSet<>();
        for (BuiltFunction function : BuiltFunction.values()) {
            for (Route route : function.routes()) {
                Synthesised.POLICY
                        .purposes()
                        .forEach(purpose -> listed.add(route.of(purpose).key()));
            }
        }
        Set<String> deployed = new TreeSet<>();
        TemplateJson.resources(Synthesised.stack().template()).values().forEach(resource -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::ApiGatewayV2::Route")) {
                deployed.add(TemplateJson.properties(resource).get("RouteKey").toString());
            }
        });
        assertEquals(listed, deployed);
    }

    @Test
    void staff_and_machines_need_a_token_and_everybody_else_none() {
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            for (Route route : door.routes()) {
                Map<String, Object> deployed = of("AWS::ApiGatewayV2::Route")
                        .filter(each -> each.get("RouteKey").equals(route.key()))
                        .findFirst()
                        .orElseThrow();
                List<String> scopes = route.callers().scopes().stream()
                        .map(scope -> "ringlock/" + scope)
                        .toList();
                assertEquals(scopes, TemplateJson.list(deployed.get("AuthorizationScopes")));
                assertEquals(scopes.isEmpty() ? null : "JWT", deployed.get("AuthorizationType"));
            }
        }
    }

    @Test
    void functions_are_as_small_and_as_seen_as_they_should_be() {
        of("AWS::Lambda::Function").forEach(function -> {
            assertEquals("provided.al2023", function.get("Runtime"));
            assertEquals(List.of("x86_64"), function.get("Architectures"));
            assertEquals(
                    Map.of("ringlock-import", 1024, "ringlock-dataset", 2048)
                            .getOrDefault(function.get("FunctionName"), 512),
                    function.get("MemorySize"));
            assertEquals(Map.of("Mode", "Active"), function.get("TracingConfig"));
        });
        of("AWS::Logs::LogGroup").forEach(log -> assertEquals(30, log.get("RetentionInDays")));
    }

    @Test
    void a_function_knows_the_keys_it_may_use_and_no_other() {
        Names names = new Names(template);
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            Map<String, Object> function = of("AWS::Lambda::Function")
                    .filter(each -> each.get("FunctionName").equals("ringlock-" + door.name()))
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> variables = TemplateJson.map(
                    TemplateJson.map(function.get("Environment")).get("Variables"));
            assertEquals(door.function(), variables.get("QUARKUS_FUNQY_EXPORT"));
            assertEquals("ringlock-", variables.get("RINGLOCK_TABLE_PREFIX"));
            assertEquals(door.function().equals("purge"), variables.containsKey("RINGLOCK_REASSIGNED"));
            for (SealedBucket bucket : SealedBucket.values()) {
                assertEquals(
                        door.mayUse(bucket) ? DeployedFunction.id(bucket.name().toLowerCase(Locale.ROOT)) : "",
                        names.of(variables.get(bucket.variable())));
            }
            boolean seals = Stream.of(Grant.Seal.class, Grant.SealFor.class, Grant.Open.class)
                    .anyMatch(door::may);
            assertEquals(seals ? "NumberKey" : "", names.of(variables.get("RINGLOCK_NUMBER_KEY")));
            assertEquals(door.may(Grant.IndexKey.class) ? "MacKey" : "", names.of(variables.get("RINGLOCK_MAC_KEY")));
            assertEquals(
                    door.may(Grant.Sign.class) ? "SigningKey" : "", names.of(variables.get("RINGLOCK_SIGNING_KEY")));
        }
    }

    /** The one before is kept by AWS, and is no longer the stack's. */
    @Test
    void a_higher_number_makes_another_signing_key() {
        Set<String> keys = TemplateJson.resources(
                        Synthesised.template(Synthesised.settings("signingKey = 2"), Synthesised.POLICY, true))
                .keySet();
        assertTrue(keys.contains("SigningKey2"));
        assertFalse(keys.contains("SigningKey"));
        Map<String, Object> first =
                TemplateJson.map(TemplateJson.resources(template).get("SigningKey"));
        assertEquals("RetainExceptOnCreate", first.get("DeletionPolicy"));
        for (String wrong : List.of("0", "one", "1000")) {
            assertThrows(SettingsMistake.class, () -> Synthesised.settings("signingKey = " + wrong));
        }
    }

    /** KMS takes it from an administrator, once, and gives it to nobody. */
    @Test
    void an_owner_may_bring_the_secret_of_the_mac_key_along() {
        Map<String, Object> own = TemplateJson.resources(
                Synthesised.template(Synthesised.settings("macKey = imported"), Synthesised.POLICY, true));
        Map<String, Object> key = properties(own, "MacKey");
        assertEquals("EXTERNAL", key.get("Origin"));
        assertTrue(key.toString().contains("kms:ImportKeyMaterial"));
        assertFalse(key.toString().contains("kms:DeleteImportedKeyMaterial"));
        Map<String, Object> made = properties(TemplateJson.resources(template), "MacKey");
        assertFalse(made.containsKey("Origin"));
        assertFalse(made.toString().contains("kms:ImportKeyMaterial"));
        assertThrows(SettingsMistake.class, () -> Synthesised.settings("macKey = mine"));
    }

    private static Map<String, Object> properties(Map<String, Object> resources, String id) {
        return TemplateJson.map(TemplateJson.map(resources.get(id)).get("Properties"));
    }

    @Test
    void what_nobody_waits_for_has_an_encrypted_queue_for_what_failed() {
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            Map<String, Object> function = of("AWS::Lambda::Function")
                    .filter(each -> each.get("FunctionName").equals("ringlock-" + door.name()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(door.startedAsynchronously(), function.containsKey("DeadLetterConfig"), door.name());
        }
        of("AWS::SQS::Queue").forEach(queue -> {
            assertEquals(true, queue.get("SqsManagedSseEnabled"));
            assertTrue(((Number) queue.get("MessageRetentionPeriod")).intValue() <= 14 * 24 * 3600);
        });
    }

    @Test
    void concurrency_of_a_function_that_is_not_there_is_a_mistake() {
        DeploymentSettings misspelt = Synthesised.settings("concurrency = captur=5");
        var sources = Synthesised.sources(misspelt, Synthesised.POLICY);
        assertThrows(SettingsMistake.class, () -> new RinglockStack(new App(), "misspelt", null, sources));
    }

    /** As the function would be at its start, but before anything is deployed. */
    @Test
    void a_policy_that_asks_for_given_up_numbers_needs_somebody_to_ask() {
        OwnersPolicy asking = new OwnersPolicy(List.of("marketing"), 7, false, "", true);
        var sources = Synthesised.sources(Synthesised.settings("reassigned ="), asking);
        var mistake = assertThrows(SettingsMistake.class, () -> new RinglockStack(new App(), "asking", null, sources));
        assertTrue(mistake.getMessage().contains("`reassigned`"), mistake.getMessage());
    }

    @Test
    void alarms_reach_somebody() {
        of("AWS::CloudWatch::Alarm")
                .forEach(alarm ->
                        assertEquals("Alarms", new Names(template).of(alarm.get("AlarmActions")), alarm.toString()));
        List<String> watched = of("AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.get("AlarmDescription").toString())
                .toList();
        for (String says : List.of(
                "the API answered that something of ours failed (5xx)",
                "the API turned requests away: a route's limit was reached (429)",
                "a code, a question or an answer could not be sent to a phone",
                "inbound was not started: too many at a time",
                "inbound answered that it could not",
                "inbound or delivery took a genuine webhook that it could not read",
                "inbound left something undone",
                "delivery left something undone",
                "purge could not be started",
                "a run of purge failed, or took longer than a day",
                "an export could not be written, or its files not be deleted",
                "an export, an import or a dataset could not be started",
                "a dataset could not be made, or not be deleted",
                "a file could not be imported whole",
                "purge has not been done for three periods",
                "reconcile has not been done for three periods",
                "a provider blocks people whose opt-out nobody told us of, or its list could not be read",
                "a run of purge was refused: its clock is too far past the last one",
                "a pipe could not hand on an entry of the ledger",
                "an entry of the ledger was changed",
                "KMS refused somebody the use of a key")) {
            assertTrue(watched.contains("Ringlock: " + says), says);
        }
    }

    @Test
    void roles_and_scopes_follow_the_policys_purposes() {
        assertEquals(
                List.of(
                        "admin",
                        "analyst",
                        "auditor",
                        "campaign:marketing",
                        "campaign:service",
                        "privacy",
                        "support:marketing",
                        "support:service"),
                of("AWS::Cognito::UserPoolGroup")
                        .map(group -> group.get("GroupName").toString())
                        .sorted()
                        .toList());
        List<String> scopes =
                TemplateJson.list(of("AWS::Cognito::UserPoolResourceServer")
                                .findFirst()
                                .orElseThrow()
                                .get("Scopes"))
                        .stream()
                        .map(scope -> TemplateJson.map(scope).get("ScopeName").toString())
                        .toList();
        assertEquals(List.of("staff", "links", "decide:marketing", "decide:service"), scopes);
    }

    @Test
    void a_browser_gets_no_secret() {
        Map<Object, Map<String, Object>> clients = new TreeMap<>();
        of("AWS::Cognito::UserPoolClient").forEach(client -> clients.put(client.get("ClientName"), client));
        assertEquals(false, clients.get("ringlock-console").get("GenerateSecret"));
        assertEquals(List.of("code"), clients.get("ringlock-console").get("AllowedOAuthFlows"));
        assertEquals(
                List.of("ALLOW_USER_SRP_AUTH"), clients.get("ringlock-console").get("ExplicitAuthFlows"));
        assertEquals(1, clients.get("ringlock-console").get("RefreshTokenValidity"));
        assertEquals(
                Map.of("AccessToken", "hours", "IdToken", "hours", "RefreshToken", "hours"),
                clients.get("ringlock-console").get("TokenValidityUnits"));
        assertEquals(true, clients.get("ringlock-console").get("EnableTokenRevocation"));
    }

    private Stream<Map<String, Object>> of(String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .map(TemplateJson::properties);
    }

    private Map<String, Object> pipe(String id) {
        return TemplateJson.properties(TemplateJson.resources(template).get(id));
    }

    private String resource(String id) {
        return TemplateJson.resources(template).keySet().stream()
                .filter(each -> each.startsWith(id))
                .findFirst()
                .orElseThrow();
    }
}
