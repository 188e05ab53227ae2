package dev.ringlock.infra;

import dev.ringlock.functions.Route;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** All of Ringlock in one account and region. */
final class RinglockStack extends Stack {

    /** The sources of the stack. */
    record Sources(DeploymentSettings settings, OwnersPolicy policy, Path schema, Path functionZip) {

        /** The same with the first so many purposes of the policy alone. */
        Sources withPurposes(int count) {
            return new Sources(settings, policy.withPurposes(count), schema, functionZip);
        }
    }

    RinglockStack(Construct scope, String id, @Nullable StackProps props, Sources sources) {
        super(scope, id, props);
        DeploymentSettings settings = sources.settings();
        OwnersPolicy policy = sources.policy();
        List<DeployedFunction> functions = FunctionGrants.of(policy);
        List<Route> routes = functions.stream()
                .flatMap(function -> function.routes().stream())
                .toList();
        check(settings, policy, functions);
        settings.machines().forEach(machine -> machine.check(routes, policy.purposes()));
        Tables tables = new Tables(this, sources.schema(), settings.prefix(), policy.erasureReaches());
        // before the functions: some of them are told where it is, and some whose tokens count
        CfnApi api = CfnApi.Builder.create(this, "Api")
                .name(settings.prefix() + "api")
                .protocolType("HTTP")
                .build();
        String address = settings.domain().map(OwnDomain::address).orElse(api.getAttrApiEndpoint());
        StackOutput.tell(this, "Address", "Where people sign up; providers' webhooks begin with it", address);
        UserPool staff = new UserPool(this, settings, policy, routes, address, api.getAttrApiEndpoint());
        LambdaFunctions lambdas = new LambdaFunctions(this, settings, staff);
        Map<DeployedFunction, Role> roles = lambdas.roles(functions);
        EncryptionKeys keys = new EncryptionKeys(this, settings, policy, roles);
        Map<SealedBucket, Bucket> buckets = SealedBucket.all(this);
        Permissions permissions = new Permissions(this, settings, policy, tables, keys, buckets);
        Map<DeployedFunction, LambdaFunctions.Deployed> deployed = lambdas.deploy(
                roles,
                permissions,
                new LambdaFunctions.Surroundings(
                        keys,
                        address,
                        buckets,
                        Code.fromAsset(sources.functionZip().toString())));
        new Api(this, settings, api, staff, deployed);
        Starts starts = new Starts(this, settings, policy, deployed);
        Backups.of(this, settings, tables);
        Watch watch = new Watch(this, settings, api, deployed);
        starts.runs().forEach(watch::runs);
        LedgerMachines started = new LedgerMachines(this, settings, deployed, tables.arn(Tables.LEDGER, null));
        started.all().forEach(watch::work);
        watch.queue(
                "WorkNotStartedAlarm", "an export, an import or a dataset could not be started", started.notStarted());
        Queue untold = Queues.forDeadLetters(this, "LedgerUntold");
        watch.queue("LedgerChangedAlarm", "an entry of the ledger was changed", LedgerWatch.of(this, tables, untold));
        LedgerEvents.of(this, tables, untold);
        watch.queue("LedgerUntoldAlarm", "a pipe could not hand on an entry of the ledger", untold);
        watch.pipe("LedgerWatch", "the pipe that looks for changed entries of the ledger failed");
        watch.pipe("LedgerEvents", "the pipe that tells the event bus of entries failed");
        NagReasons.tell(this, deployed.keySet());
    }

    private static void check(DeploymentSettings settings, OwnersPolicy policy, List<DeployedFunction> functions) {
        if (policy.asksReassigned() && settings.reassigned().isEmpty()) {
            throw new SettingsMistake(
                    "the policy has `quality.reassigned` on: setting `reassigned` has to name the address"
                            + " that knows which numbers were given up");
        }
        Map<String, String> ids = new HashMap<>();
        for (String purpose : policy.purposes()) {
            String other = ids.put(purpose.replace("-", ""), purpose);
            if (other != null) {
                throw new SettingsMistake("purposes `" + other + "` and `" + purpose
                        + "` differ only in dashes, and AWS's names for parts of a stack take none");
            }
        }
        for (String name : settings.concurrency().keySet()) {
            if (functions.stream().noneMatch(function -> function.name().equals(name))) {
                throw new SettingsMistake("setting `concurrency` names `" + name + "`, and no such function is built");
            }
        }
    }
}
