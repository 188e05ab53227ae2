package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.CfnUserPool;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.CfnUserPoolDomain;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.CfnUserPoolResourceServer;

/** People and machines with a name: a user pool whose groups are the roles, and clients for what takes tokens. */
final class UserPool {

    /** The scope that the console asks for, and that every route for staff takes. */
    static final String SCOPE = "staff";

    private static final String RESOURCE_SERVER = "ringlock";
    private static final List<String> ROLES = List.of("admin", "analyst", "auditor", "privacy");
    private static final int PASSWORD_LENGTH = 14;

    private final Stack stack;
    private final OwnersPolicy policy;
    private final CfnUserPool pool;
    private final CfnUserPoolResourceServer server;
    private final List<String> clients = new ArrayList<>();
    private final Map<Machine, String> machines = new LinkedHashMap<>();
    private final String domain;
    private final @Nullable String console;

    /**
     * @param routes that are deployed: a client is made only if there is something for it to call
     * @param addresses at which the console is
     */
    UserPool(Stack stack, DeploymentSettings settings, OwnersPolicy policy, List<Route> routes, String... addresses) {
        this.stack = stack;
        this.policy = policy;
        domain = settings.prefix() + stack.getAccount();
        pool = pool(stack, settings);
        roles();
        server = CfnUserPoolResourceServer.Builder.create(stack, "Scopes")
                .userPoolId(pool.getRef())
                .identifier(RESOURCE_SERVER)
                .name("Ringlock")
                .scopes(Stream.of(Stream.of(SCOPE), machinesScopes(), decisions())
                        .flatMap(scopes -> scopes)
                        .distinct()
                        .<Object>map(UserPool::described)
                        .toList())
                .build();
        List<String> scopes = routes.stream()
                .flatMap(route -> route.callers().scopes().stream())
                .toList();
        StackOutput.tell(stack, "PeoplePool", "The user pool of the people who sign in", pool.getRef());
        if (!scopes.isEmpty()) {
            StackOutput.tell(stack, "SignInAddress", "Where people sign in", signIn());
            CfnUserPoolDomain.Builder.create(stack, "SignIn")
                    .userPoolId(pool.getRef())
                    .domain(domain)
                    .build();
        }
        console = scopes.contains(SCOPE) ? console(settings, addresses) : null;
        if (console != null) {
            StackOutput.tell(stack, "ConsoleClient", "The console's app client, by its id", console);
        }
        settings.machines().forEach(machine -> machines.put(machine, machine(settings, machine)));
        if (!machines.isEmpty()) {
            StackOutput.tell(stack, "TokenAddress", "Where machines get their tokens", signIn() + "/oauth2/token");
        }
    }

    static String scope(String name) {
        return RESOURCE_SERVER + "/" + name;
    }

    String issuer() {
        return pool.getAttrProviderUrl();
    }

    /** Whether there is anything that the console could call. */
    boolean hasConsole() {
        return console != null;
    }

    /** The origin of the managed login. */
    String signIn() {
        return "https://" + domain + ".auth." + stack.getRegion() + ".amazoncognito.com";
    }

    /** The one client whose tokens are people's. */
    String console() {
        return Objects.requireNonNull(console, "there is nothing that it could call");
    }

    /** All that the API takes tokens of: machines' too. */
    List<String> clients() {
        return List.copyOf(clients);
    }

    /** Those of machines that may call any of these routes. */
    List<String> machines(List<Route> routes) {
        return machines.entrySet().stream()
                .filter(client -> client.getKey().mayCall(routes))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static CfnUserPool pool(Stack stack, DeploymentSettings settings) {
        CfnUserPool pool = CfnUserPool.Builder.create(stack, "People")
                .userPoolName(settings.prefix() + "people")
                .deletionProtection(Protection.of(stack) ? "ACTIVE" : "INACTIVE")
                .userPoolTier("ESSENTIALS")
                .usernameAttributes(List.of("email"))
                .autoVerifiedAttributes(List.of("email"))
                .mfaConfiguration("ON")
                .enabledMfas(List.of("SOFTWARE_TOKEN_MFA"))
                .adminCreateUserConfig(CfnUserPool.AdminCreateUserConfigProperty.builder()
                        .allowAdminCreateUserOnly(true)
                        .build())
                .policies(CfnUserPool.PoliciesProperty.builder()
                        .passwordPolicy(CfnUserPool.PasswordPolicyProperty.builder()
                                .minimumLength(PASSWORD_LENGTH)
                                .requireLowercase(true)
                                .requireUppercase(true)
                                .requireNumbers(true)
                                .requireSymbols(true)
                                .build())
                        .build())
                .build();
        pool.applyRemovalPolicy(Protection.KEPT);
        return pool;
    }

    private void roles() {
        Stream<String> ofPurposes =
                policy.purposes().stream().flatMap(purpose -> Stream.of("campaign:" + purpose, "support:" + purpose));
        Stream.concat(ROLES.stream(), ofPurposes)
                .forEach(role -> CfnUserPoolGroup.Builder.create(stack, "Role" + role.replaceAll("[^a-z0-9]", ""))
                        .userPoolId(pool.getRef())
                        .groupName(role)
                        .build());
    }

    /** The scopes that the built functions ask of machines. */
    private Stream<String> machinesScopes() {
        return Stream.of(BuiltFunction.values())
                .flatMap(function -> function.routes().stream())
                .map(Route::callers)
                .filter(callers -> callers.kind() == CallerKind.MACHINES)
                .flatMap(callers -> callers.of(policy.purposes()).scopes().stream());
    }

    private Stream<String> decisions() {
        return policy.purposes().stream().map(purpose -> "decide:" + purpose);
    }

    private static CfnUserPoolResourceServer.ResourceServerScopeTypeProperty described(String scope) {
        return CfnUserPoolResourceServer.ResourceServerScopeTypeProperty.builder()
                .scopeName(scope)
                .scopeDescription("Ringlock: " + scope)
                .build();
    }

    /**
     * The console runs in a browser, which keeps no secret: a code with PKCE, and tokens that soon end. Nobody renews them:
     * there is no sign-in by a refresh token. Cognito hands one out all the same, and its life is the shortest there is.
     */
    private String console(DeploymentSettings settings, String... addresses) {
        List<String> pages = Stream.of(addresses)
                .map(address -> address + "/console/")
                .distinct()
                .toList();
        return client(CfnUserPoolClient.Builder.create(stack, "Console")
                .userPoolId(pool.getRef())
                .clientName(settings.prefix() + "console")
                .generateSecret(false)
                .allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(List.of("code"))
                .allowedOAuthScopes(List.of("openid", scope(SCOPE)))
                .supportedIdentityProviders(List.of("COGNITO"))
                .callbackUrLs(pages)
                .logoutUrLs(pages)
                .preventUserExistenceErrors("ENABLED")
                // without any, Cognito allows several, refresh tokens among them
                .explicitAuthFlows(List.of("ALLOW_USER_SRP_AUTH"))
                .enableTokenRevocation(true)
                .tokenValidityUnits(CfnUserPoolClient.TokenValidityUnitsProperty.builder()
                        .accessToken("hours")
                        .idToken("hours")
                        .refreshToken("hours")
                        .build())
                .idTokenValidity(1)
                .refreshTokenValidity(1)
                .accessTokenValidity(1));
    }

    /** Cognito makes its secret and shows it to whoever may ask for it there. No person signs in by such a client. */
    private String machine(DeploymentSettings settings, Machine machine) {
        String id = DeployedFunction.id(machine.name());
        String client = client(CfnUserPoolClient.Builder.create(stack, "Machine" + id)
                .userPoolId(pool.getRef())
                .clientName(settings.prefix() + "machine-" + machine.name())
                .generateSecret(true)
                .allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(List.of("client_credentials"))
                .allowedOAuthScopes(
                        machine.scopes().stream().map(UserPool::scope).toList())
                // without a list, Cognito also lets people sign in by their password
                .explicitAuthFlows(List.of("ALLOW_REFRESH_TOKEN_AUTH"))
                .accessTokenValidity(1));
        StackOutput.tell(
                stack, "Client" + id, "The app client of the machine " + machine.name() + ", by its id", client);
        return client;
    }

    private String client(CfnUserPoolClient.Builder builder) {
        CfnUserPoolClient client = builder.build();
        client.addResourceDependency(server);
        clients.add(client.getRef());
        return client.getRef();
    }
}
