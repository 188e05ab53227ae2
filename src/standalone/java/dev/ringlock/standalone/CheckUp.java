package dev.ringlock.standalone;

import dev.ringlock.http.Time;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.message.MessageSender;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that a server of lasting mode needs: settings, keys, data, disk, clock, providers and webhooks. If no server
 * runs, it opens the database as a start would: one of an earlier version is brought up to date. It changes nothing else. Its
 * findings hold no secret and no number.
 */
public final class CheckUp {

    private static final long LITTLE_SPACE = 512L * 1024 * 1024;
    private static final long TOO_LITTLE_SPACE = 16L * 1024 * 1024;

    /** Signatures of providers' messages are refused beyond five minutes, one-time codes beyond half a minute. */
    private static final Duration WRONG_CLOCK = Duration.ofSeconds(30);

    private final ServerSettings settings;
    private final Reach reach;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    CheckUp(ServerSettings settings, Reach reach, Clock clock) {
        this.settings = settings;
        this.reach = reach;
        this.clock = clock;
    }

    /** @param isServed whether a server has the folder now */
    public static List<Finding> of(ServerSettings settings, boolean isServed) {
        return new CheckUp(settings, new Reach(), Time.machine()).findings(isServed);
    }

    List<Finding> findings(boolean isServed) {
        Policy policy = checked("policy", () -> CommandData.policy(settings));
        if (policy != null) {
            add(Finding.ok(
                    "policy",
                    policy.purposes().size() + " purposes, for "
                            + policy.controller().name()));
            checkSettings(policy);
        }
        checkAddress();
        checkKeys();
        checkData(isServed);
        checkSpace();
        checkAnchors();
        SenderSettings providers = checked("providers", this::providers);
        if (providers != null) {
            checkProviders(providers);
            if (policy != null) {
                new WebhookTrial(settings, policy, reach, clock)
                        .findings(providers)
                        .forEach(this::add);
            }
        }
        return List.copyOf(findings);
    }

    private void checkSettings(Policy policy) {
        checked("sending", () -> {
            ServerSenders.refuseCodesThatNothingSends(settings, policy);
            add(Finding.ok("sending", "what the policy sends, its providers can send"));
            return policy;
        });
        checked("settings", () -> {
            PurgeSettings.every(settings);
            PurgeSettings.acceptedUntil(settings);
            ServerReassigned.of(settings, policy);
            add(Finding.ok("settings", "schedules and sources can be read"));
            return policy;
        });
    }

    private void checkAddress() {
        String address = settings.publicUrl().orElse("");
        if (address.startsWith("https://")) {
            add(Finding.ok("address", address));
        } else {
            add(Finding.warning(
                    "address",
                    "RINGLOCK_PUBLIC_URL is not an https address: links in messages and receipts lead there, and providers"
                            + " sign it"));
        }
    }

    private void checkKeys() {
        Path file = settings.keyFile();
        try {
            KeyFile.read(file);
            boolean beside = file.toAbsolutePath()
                    .normalize()
                    .startsWith(settings.data().toAbsolutePath().normalize());
            add(
                    beside
                            ? Finding.warning(
                                    "keys",
                                    file
                                            + " is in the folder of the database: who copies the folder has both. Move it, and"
                                            + " name it with RINGLOCK_KEYS. Keep a copy of it elsewhere")
                            : Finding.ok("keys", file + ". Keep a copy of it elsewhere"));
        } catch (KeysUnavailableException e) {
            add(Finding.failed("keys", String.valueOf(e.getMessage())));
        }
    }

    private void checkData(boolean isServed) {
        if (isServed) {
            add(Finding.ok("data", "the server runs with the data in " + settings.data()));
            return;
        }
        checked("data", () -> {
            CommandData.refuseMissing(settings);
            try (CommandData data = CommandData.open(settings)) {
                data.store().refuseDamaged();
                add(Finding.ok("data", settings.database() + " is whole, and the keys are its own. No server runs"));
            }
            return settings;
        });
    }

    private void checkSpace() {
        try {
            long free = Files.getFileStore(settings.data()).getUsableSpace();
            String says = free / 1024 / 1024 + " MiB are free";
            add(
                    free < TOO_LITTLE_SPACE
                            ? Finding.failed("disk", says + ": nobody can sign up or opt out. Make room")
                            : free < LITTLE_SPACE
                                    ? Finding.warning("disk", says + ". Make room soon")
                                    : Finding.ok("disk", says));
        } catch (IOException e) {
            add(Finding.failed("disk", settings.data() + " cannot be looked at"));
        }
    }

    private void checkAnchors() {
        checked("anchors", () -> {
            ServerAnchors.refuseMistakes(settings);
            settings.anchors().ifPresent(this::checkAnchorFolder);
            ServerAnchors.address(settings).ifPresent(this::checkTimeAuthority);
            return settings;
        });
    }

    private void checkAnchorFolder(Path folder) {
        add(
                Files.isDirectory(folder) && Files.isWritable(folder)
                        ? Finding.ok("anchors", "they go to " + folder)
                        : Finding.failed(
                                "anchors",
                                folder
                                        + " is no folder that can be written to, so no anchor is shown there. Bring it back,"
                                        + " or set RINGLOCK_ANCHORS to another"));
    }

    /** Only a connection is tried. Each time stamp may cost the owner something. */
    private void checkTimeAuthority(URI address) {
        add(
                reach.at(address).isPresent()
                        ? Finding.ok("anchors", "the time-stamping authority answers at " + address.getHost())
                        : Finding.failed(
                                "anchors",
                                "the time-stamping authority does not answer at " + address.getHost()
                                        + ": look at this machine's network and proxy"));
    }

    private SenderSettings providers() {
        try {
            return settings.providers()
                    .map(file -> SenderSettings.parse(SecretFile.read(file)))
                    .orElseGet(SenderSettings::none);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(settings.providers().orElseThrow() + ": " + e.getMessage());
        }
    }

    private void checkProviders(SenderSettings providers) {
        Map<String, MessageSender> senders = checked("providers", () -> new TreeMap<>(ServerSenders.senders(settings)));
        if (senders == null) {
            return;
        }
        Optional<Duration> off = Optional.empty();
        for (Map.Entry<String, MessageSender> sender : senders.entrySet()) {
            URI address = sender.getValue().address().orElse(null);
            if (address == null) {
                continue;
            }
            Instant before = clock.instant();
            Optional<Reach.Reached> reached = reach.at(address);
            add(reached.map(there -> Finding.ok("providers", sender.getKey() + " answers at " + address.getHost()))
                    .orElseGet(() -> Finding.failed(
                            "providers",
                            sender.getKey() + " does not answer at " + address.getHost()
                                    + ": look at this machine's network and proxy")));
            off = off.or(() -> reached.flatMap(Reach.Reached::date).map(date -> Duration.between(date, before)));
        }
        add(off.map(CheckUp::clock)
                .orElseGet(() -> Finding.warning(
                        "clock", clock.instant() + ". No provider told its time, so it was compared with none")));
    }

    private static Finding clock(Duration off) {
        return off.abs().compareTo(WRONG_CLOCK) > 0
                ? Finding.failed(
                        "clock",
                        "it is " + off.abs().toSeconds() + " seconds " + (off.isNegative() ? "behind" : "ahead of")
                                + " a provider's: opt-outs and one-time codes count by it. Set it by NTP")
                : Finding.ok("clock", "it agrees with a provider's");
    }

    private <T> @Nullable T checked(String about, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigurationException e) {
            add(Finding.failed(about, String.valueOf(e.getMessage())));
            return null;
        } catch (StoreUnavailableException e) {
            add(Finding.failed(about, "the database cannot be used: " + e.getMessage()));
            return null;
        }
    }

    private void add(Finding finding) {
        findings.add(finding);
    }
}
