package dev.ringlock.standalone;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.signin.SignIn;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.signin.TokenCheck;
import dev.ringlock.standalone.oidc.AccessTokens;
import dev.ringlock.standalone.oidc.IssuerMistakeException;
import dev.ringlock.standalone.oidc.OpenIdConnection;
import dev.ringlock.standalone.oidc.ProviderUnavailableException;
import dev.ringlock.standalone.staff.LocalSignIn;
import dev.ringlock.standalone.staff.LocalTokens;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose tokens count: in demo mode those of its own page, in lasting mode those of the owner's OpenID provider,
 * and those of local sign-in if no provider is named.
 */
@ApplicationScoped
class StaffSignIn {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /**
     * The owner's provider.
     *
     * @param clients that people's tokens may be made for
     * @param machines the clients that machines' tokens may be made for: none of the others
     */
    record Signing(Optional<OpenIdConnection> provider, Set<String> clients, Set<String> machines) {

        Set<String> all() {
            return Stream.concat(clients.stream(), machines.stream()).collect(Collectors.toSet());
        }
    }

    @Produces
    @Singleton
    Signing signing(ServerSettings settings, Clock clock) {
        return of(settings, clock);
    }

    /** Reports mistakes in the settings at the start. The provider is not contacted then. */
    static Signing of(ServerSettings settings, Clock clock) {
        String issuer = settings.issuer().orElse("");
        if (settings.demo() || issuer.isEmpty()) {
            return settings.demo()
                    ? new Signing(Optional.empty(), Set.of(DemoTokens.CLIENT), Set.of(DemoTokens.MACHINE))
                    : new Signing(Optional.empty(), Set.of(LocalTokens.CLIENT), Set.of(LocalTokens.MACHINE));
        }
        Set<String> clients = named(settings.clients());
        Set<String> machines = named(settings.machines());
        if (clients.isEmpty()) {
            throw new ConfigurationException(
                    "RINGLOCK_ISSUER is set, and RINGLOCK_CLIENTS is not: it names the clients or"
                            + " audiences that the provider's tokens have to be made for, with commas between");
        }
        if (machines.stream().anyMatch(clients::contains)) {
            throw new ConfigurationException(
                    "RINGLOCK_MACHINES and RINGLOCK_CLIENTS name the same client: people's tokens"
                            + " and machines' have to be told apart");
        }
        try {
            return new Signing(Optional.of(OpenIdConnection.of(issuer, clock)), clients, machines);
        } catch (IssuerMistakeException e) {
            throw new ConfigurationException("RINGLOCK_ISSUER is not an issuer: " + e.getMessage());
        }
    }

    private static Set<String> named(Optional<Set<String>> setting) {
        return setting.orElse(Set.of()).stream()
                .map(String::strip)
                .filter(client -> !client.isEmpty())
                .collect(Collectors.toSet());
    }

    @Produces
    @Singleton
    Tokens tokens(
            ServerSettings settings,
            Signing signing,
            Instance<DemoTokens> demo,
            Instance<SqliteStore> store,
            Clock clock) {
        if (settings.demo()) {
            return demo.get()::claims;
        }
        return signing.provider()
                .<Tokens>map(provider -> new AccessTokens(provider, signing.all(), settings.groups(), clock)::claims)
                .orElseGet(() -> new LocalTokens(store.get().staff(), clock)::claims);
    }

    @Produces
    @Singleton
    StaffTokens staff(ServerSettings settings, Signing signing, Policy policy, Clock clock) {
        return new StaffTokens(
                new TokenCheck(issuer(settings), signing.clients(), clock),
                groups(settings),
                policy.purposes().keySet());
    }

    @Produces
    @Singleton
    MachineTokens machines(ServerSettings settings, Signing signing, Clock clock) {
        return new MachineTokens(new TokenCheck(issuer(settings), signing.machines(), clock));
    }

    private static String issuer(ServerSettings settings) {
        if (settings.demo()) {
            return DemoTokens.ISSUER;
        }
        return isLocal(settings) ? LocalTokens.ISSUER : settings.issuer().orElse("");
    }

    private static String groups(ServerSettings settings) {
        if (settings.demo()) {
            return DemoTokens.GROUPS;
        }
        return isLocal(settings) ? LocalTokens.GROUPS : settings.groups();
    }

    /** Whether people sign in here: in lasting mode, unless a provider is named. */
    static boolean isLocal(ServerSettings settings) {
        return !settings.demo() && settings.issuer().orElse("").isEmpty();
    }

    @Produces
    @Singleton
    LocalSignIn local(SqliteStore store, KeyFile keys, Index index, Arrivals arrivals, FailedTries failures) {
        return new LocalSignIn(store, keys, index, arrivals, failures);
    }

    @Produces
    @Singleton
    Supplier<SignIn> signIn(ServerSettings settings, Signing signing) {
        if (settings.demo()) {
            return () -> SignIn.demo(DemoTokens.GROUPS);
        } else if (isLocal(settings)) {
            return () -> SignIn.local(LocalTokens.GROUPS);
        } else if (signing.provider().isEmpty() || settings.consoleClient().isEmpty()) {
            return SignIn::none;
        }
        return () -> atProvider(signing.provider().get(), settings);
    }

    private static SignIn atProvider(OpenIdConnection provider, ServerSettings settings) {
        try {
            OpenIdConnection.Endpoints at = provider.endpoints();
            return new SignIn(
                    SignIn.SignInKind.OIDC,
                    at.authorize().toString(),
                    at.token().toString(),
                    text(at.logout()),
                    settings.consoleClient().orElseThrow(),
                    settings.scope(),
                    settings.groups());
        } catch (ProviderUnavailableException e) {
            throw new ProblemException(new Problem.Unavailable(PAUSE));
        }
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
