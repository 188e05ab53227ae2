package dev.ringlock.infra;

import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;

/** The HTTP API: every route of the list, each with its limit, and a token where the list asks for one. */
final class Api {

    /** The metric of requests that no function saw, because a route's limit was reached. */
    static final String TURNED_AWAY = "turnedAway";

    /** A function's own 429 counts one caller's tries, and says so: then the integration answered it. */
    private static final String LIMIT_REACHED = "{ ($.status = \"429\") && ($.integration != \"429\") }";

    /** A route's key and no path, and no caller: a path can hold what a person pasted into it. */
    private static final String LOG_FORMAT = "{\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
            + "\"routeKey\":\"$context.routeKey\",\"status\":\"$context.status\","
            + "\"integration\":\"$context.integration.status\","
            + "\"latency\":\"$context.responseLatency\",\"error\":\"$context.error.responseType\","
            + "\"prefix\":\"%s\"}";

    private final Stack stack;
    private final DeploymentSettings settings;
    private final UserPool staff;
    private final CfnApi api;
    /**
     * As CloudFormation spells it: the CDK hands this property on as it is. Purposes' routes are not in it. API Gateway
     * keeps a removed route's own limit, misses the route in the next deployment, and refuses all of it.
     */
    private final Map<String, Object> limits = new LinkedHashMap<>();

    private final List<CfnRoute> routes = new ArrayList<>();
    private @Nullable CfnAuthorizer authorizer;

    Api(
            Stack stack,
            DeploymentSettings settings,
            CfnApi api,
            UserPool staff,
            Map<DeployedFunction, LambdaFunctions.Deployed> functions) {
        this.stack = stack;
        this.settings = settings;
        this.staff = staff;
        this.api = api;
        functions.forEach((function, deployed) -> {
            if (!function.routes().isEmpty()) {
                connect(function, deployed.function());
            }
        });
        CfnStage stage = stage();
        settings.domain().ifPresent(domain -> map(domain, stage));
    }

    private void connect(DeployedFunction function, Function lambda) {
        CfnIntegration integration = CfnIntegration.Builder.create(stack, function.id() + "Integration")
                .apiId(api.getRef())
                .integrationType("AWS_PROXY")
                .integrationUri(lambda.getFunctionArn())
                .payloadFormatVersion("2.0")
                .build();
        for (Route route : function.routes()) {
            int number = function.routes().indexOf(route) + 1;
            CfnRoute.Builder builder = CfnRoute.Builder.create(stack, function.id() + "Route" + number)
                    .apiId(api.getRef())
                    .routeKey(route.key())
                    .target("integrations/" + integration.getRef());
            if (route.callers().haveToken()) {
                builder.authorizationType("JWT")
                        .authorizerId(authorizer().getRef())
                        .authorizationScopes(route.callers().scopes().stream()
                                .map(UserPool::scope)
                                .toList());
            }
            routes.add(builder.build());
            if (function.purpose() == null) {
                Throttle throttle = Throttle.of(route.callers().kind());
                limits.put(
                        route.key(),
                        Map.of("ThrottlingRateLimit", throttle.rate(), "ThrottlingBurstLimit", throttle.burst()));
            }
        }
        // one for all of its routes, which are what the API has for it: a stack takes 500 resources
        CfnPermission.Builder.create(stack, function.id() + "Permission")
                .action("lambda:InvokeFunction")
                .functionName(lambda.getFunctionArn())
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:" + stack.getPartition() + ":execute-api:" + stack.getRegion() + ":"
                        + stack.getAccount() + ":" + api.getRef() + "/$default/*")
                .build();
    }

    private CfnAuthorizer authorizer() {
        if (authorizer == null) {
            authorizer = CfnAuthorizer.Builder.create(stack, "Authorizer")
                    .apiId(api.getRef())
                    .name("tokens")
                    .authorizerType("JWT")
                    .identitySource(List.of("$request.header.Authorization"))
                    .jwtConfiguration(CfnAuthorizer.JWTConfigurationProperty.builder()
                            .issuer(staff.issuer())
                            .audience(staff.clients())
                            .build())
                    .build();
        }
        return authorizer;
    }

    private CfnStage stage() {
        Throttle purposes = Throttle.of(CallerKind.STAFF);
        LogGroup log = LogGroup.Builder.create(stack, "AccessLog")
                .logGroupName("/aws/vendedlogs/" + settings.prefix() + "api")
                .retention(LambdaFunctions.retention(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        turnedAway(log);
        CfnStage stage = CfnStage.Builder.create(stack, "Stage")
                .apiId(api.getRef())
                .stageName("$default")
                .autoDeploy(true)
                .accessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(LOG_FORMAT.formatted(settings.prefix()))
                        .build())
                // of purposes' routes, and of a route that somebody forgot: never without a limit
                .defaultRouteSettings(CfnStage.RouteSettingsProperty.builder()
                        .throttlingRateLimit(purposes.rate())
                        .throttlingBurstLimit(purposes.burst())
                        .build())
                .routeSettings(limits)
                .build();
        // limits name routes, which have to be there first
        routes.forEach(stage::addResourceDependency);
        return stage;
    }

    /** The API's own name goes on to answer: links that were sent before, and webhooks, still begin with it. */
    private void map(OwnDomain domain, CfnStage stage) {
        CfnDomainName name = CfnDomainName.Builder.create(stack, "Domain")
                .domainName(domain.name())
                .domainNameConfigurations(List.of(CfnDomainName.DomainNameConfigurationProperty.builder()
                        .certificateArn(domain.certificate())
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")
                        .build()))
                .build();
        CfnApiMapping.Builder.create(stack, "DomainMapping")
                .apiId(api.getRef())
                .domainName(name.getRef())
                .stage(stage.getRef())
                .build();
        StackOutput.tell(
                stack,
                "DomainTarget",
                "The name that your domain's DNS record points to",
                name.getAttrRegionalDomainName());
        StackOutput.tell(
                stack,
                "DomainTargetZone",
                "The zone of that name, for an alias record of Route 53",
                name.getAttrRegionalHostedZoneId());
    }

    /** API Gateway has one metric for all 4xx of an HTTP API. Its access log tells them apart. */
    private void turnedAway(LogGroup log) {
        MetricFilter.Builder.create(stack, "TurnedAway")
                .logGroup(log)
                .filterPattern(FilterPattern.literal(LIMIT_REACHED))
                .metricNamespace(Metrics.OURS)
                .metricName(TURNED_AWAY)
                .metricValue("1")
                .dimensions(Map.of("prefix", "$.prefix"))
                .build();
    }
}
