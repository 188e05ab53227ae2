package dev.ringlock.standalone;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.signin.SignIn;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.signin.TokenCheck;
import dev.ringlock.standalone.oidc.AccessTokens;
import dev.ringlock.standalone.oidc.IssuerMistakeException;
import dev.ringlock.standalone.oidc.OpenIdConnection;
import dev.ringlock.standalone.oidc.ProviderUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose tokens count: in demo mode those of its own page, in lasting mode those of the owner's OpenID provider,
 * and none if no provider is named.
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
            return new Signing(Optional.empty(), Set.of(DemoTokens.CLIENT), Set.of(DemoTokens.MACHINE));
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
    Tokens tokens(ServerSettings settings, Signing signing, Instance<DemoTokens> demo, Clock clock) {
        if (settings.demo()) {
            return demo.get()::claims;
        }
        return signing.provider()
                .<Tokens>map(provider -> new AccessTokens(provider, signing.all(), settings.groups(), clock)::claims)
                .orElse(authorization -> Map.of());
    }

    @Produces
    @Singleton
    StaffTokens staff(ServerSettings settings, Signing signing, Policy policy, Clock clock) {
        return new StaffTokens(
                new TokenCheck(issuer(settings), signing.clients(), clock),
                settings.demo() ? DemoTokens.GROUPS : settings.groups(),
                policy.purposes().keySet());
    }

    @Produces
    @Singleton
    MachineTokens machines(ServerSettings settings, Signing signing, Clock clock) {
        return new MachineTokens(new TokenCheck(issuer(settings), signing.machines(), clock));
    }

    private static String issuer(ServerSettings settings) {
        return settings.demo() ? DemoTokens.ISSUER : settings.issuer().orElse("");
    }

    @Produces
    @Singleton
    Supplier<SignIn> signIn(ServerSettings settings, Signing signing) {
        if (settings.demo()) {
            return () -> SignIn.demo(DemoTokens.GROUPS);
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
