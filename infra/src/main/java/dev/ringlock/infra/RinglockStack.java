package dev.ringlock.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** All of Ringlock in one account and region. */
final class RinglockStack extends Stack {

    /** What the stack is made from. */
    record Sources(Settings settings, OwnersPolicy policy, Path schema, Path functionZip) {}

    /** Which rows of the list are deployed. */
    enum Extent {
        BUILT,
        /** Rows that are only planned too: so that tests can see what they will be. Nothing runs behind them. */
        ALL
    }

    RinglockStack(Construct scope, String id, @Nullable StackProps props, Sources sources, Extent extent) {
        super(scope, id, props);
        Settings settings = sources.settings();
        OwnersPolicy policy = sources.policy();
        List<Door> doors = Doors.of(policy).stream()
                .filter(door -> door.built() || extent == Extent.ALL)
                .toList();
        check(settings, policy, doors);
        Tables tables = new Tables(this, sources.schema(), settings.prefix(), policy.erasureReaches());
        // before the functions: some of them are told where it is, and some whose tokens count
        CfnApi api = CfnApi.Builder.create(this, "Api")
                .name(settings.prefix() + "api")
                .protocolType("HTTP")
                .build();
        List<Trigger.Route> routes =
                doors.stream().flatMap(door -> door.routes().stream()).toList();
        Staff staff = new Staff(this, settings, policy, routes, api.getAttrApiEndpoint());
        Functions functions = new Functions(this, settings, staff);
        Map<Door, Role> roles = functions.roles(doors);
        Keys keys = new Keys(this, settings, policy, roles);
        Bucket exports = ExportRuns.bucket(this);
        Permissions permissions = new Permissions(this, settings, policy, tables, keys, exports.getBucketArn());
        Map<Door, Functions.Deployed> deployed = functions.deploy(
                roles,
                permissions,
                new Functions.Surroundings(
                        keys,
                        api.getAttrApiEndpoint(),
                        exports.getBucketName(),
                        Code.fromAsset(sources.functionZip().toString())));
        new Api(this, settings, api, staff, deployed);
        Starts starts = new Starts(this, settings, deployed);
        Backups.of(this, settings, tables);
        Watch watch = new Watch(this, settings, deployed);
        starts.runs().forEach(watch::runs);
        watch.exports(ExportRuns.of(this, settings, deployed));
        watch.queue("LedgerChangedAlarm", "an entry of the ledger was changed", LedgerWatch.of(this, tables));
        watch.queue("LedgerUntoldAlarm", "the event bus did not take an entry", LedgerEvents.of(this, tables));
        Reasons.tell(this, deployed.keySet());
    }

    private static void check(Settings settings, OwnersPolicy policy, List<Door> doors) {
        if (policy.asksReassigned() && settings.reassigned().isEmpty()) {
            throw new SettingsMistake(
                    "the policy has `quality.reassigned` on: setting `reassigned` has to name the address"
                            + " that knows which numbers were given up");
        }
        for (String name : settings.concurrency().keySet()) {
            if (doors.stream().noneMatch(door -> door.name().equals(name))) {
                throw new SettingsMistake("setting `concurrency` names `" + name + "`, and no such function is built");
            }
        }
    }
}
