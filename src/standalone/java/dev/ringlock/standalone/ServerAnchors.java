package dev.ringlock.standalone;

import dev.ringlock.http.OutgoingAddress;
import dev.ringlock.standalone.stamp.StampAuthority;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.anchor.AnchorRun;
import dev.ringlock.steps.anchor.Anchors;
import dev.ringlock.store.Store;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The owner's settings of anchors, checked. */
final class ServerAnchors {

    private static final Duration MOST_OFTEN = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern POLICY =
            Pattern.compile("([01]\\.([12]?\\d|3\\d)|2\\.(0|[1-9]\\d{0,15}))(\\.(0|[1-9]\\d{0,15})){0,19}");

    private ServerAnchors() {}

    /**
     * The run that makes and shows anchors. It is empty without an authority and a folder: nobody outside would see an anchor.
     *
     * @throws ConfigurationException if a setting makes no sense
     */
    static Optional<AnchorRun> of(ServerSettings settings, Store store, Clock clock) {
        refuseMistakes(settings);
        Optional<URI> address = address(settings);
        @Nullable String policy = policy(settings);
        if (address.isEmpty() && settings.anchors().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AnchorRun(
                new Anchors(store, new Arrivals(clock)),
                clock,
                every(settings),
                address.map(at -> new StampAuthority(at, policy, PATIENCE)).orElse(null),
                settings.anchors().map(AnchorFolder::new).orElse(null)));
    }

    /**
     * A folder that is away is no mistake: it may be of another machine, and must not keep the server from its start.
     *
     * @throws ConfigurationException if a setting makes no sense
     */
    static void refuseMistakes(ServerSettings settings) {
        address(settings);
        policy(settings);
        every(settings);
    }

    /** The address of the time-stamping authority. */
    static Optional<URI> address(ServerSettings settings) {
        return settings.timeAuthority().map(ServerAnchors::safe);
    }

    private static URI safe(String text) {
        try {
            URI address = new URI(text);
            if (OutgoingAddress.isSafe(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new ConfigurationException(
                "RINGLOCK_TIME_AUTHORITY has to be an https:// address, or http:// on this machine");
    }

    private static @Nullable String policy(ServerSettings settings) {
        return settings.timeAuthorityPolicy()
                .map(policy -> {
                    if (POLICY.matcher(policy).matches()) {
                        return policy;
                    }
                    throw new ConfigurationException(
                            "RINGLOCK_TIME_AUTHORITY_POLICY has to be numbers with dots, as 0.4.0.2023.1.1: the first is 0, 1"
                                    + " or 2, and the second is at most 39 behind a 0 or a 1");
                })
                .orElse(null);
    }

    private static Duration every(ServerSettings settings) {
        return IntervalSetting.of(
                "RINGLOCK_ANCHOR_EVERY",
                settings.anchorEvery(),
                Duration.ofDays(1),
                MOST_OFTEN,
                "an hour or more, as P1D");
    }
}
