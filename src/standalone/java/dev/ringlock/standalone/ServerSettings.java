package dev.ringlock.standalone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The owner's settings for one machine. Each is an environment variable: {@code RINGLOCK_} and its name. */
@ConfigMapping(prefix = "ringlock")
public interface ServerSettings {

    /** Demo mode: the example policy, its own keys, the pages under {@code /local}. */
    @WithDefault("false")
    boolean demo();

    /** The policy file. Only demo mode has a default: the example. */
    Optional<Path> policy();

    /** The folder of the database and, without {@link #keys}, of the keys. */
    @WithDefault(".ringlock")
    Path data();

    /** The key file. */
    Optional<Path> keys();

    /** The file with the message providers' secrets, mode 0600: those of their webhooks, and those for sending. */
    Optional<Path> providers();

    /** The file or the address that knows which numbers were disconnected. */
    Optional<String> reassigned();

    /** The file with the secret for that address, mode 0600. */
    Optional<Path> reassignedSecret();

    /** The OpenID provider for staff and machines in lasting mode, as in its tokens' {@code iss}. */
    Optional<String> issuer();

    /**
     * The clients that people's tokens may be made for, with commas between: {@code client_id}, {@code azp} or {@code aud}.
     */
    Optional<Set<String>> clients();

    /** The same for machines' tokens. No client is in both. */
    Optional<Set<String>> machines();

    /** The claim of its tokens that lists a person's groups. A dot leads into a claim inside a claim. */
    @WithDefault("groups")
    String groups();

    /** The console's client id there. Without one, nobody can sign in to the console. */
    Optional<String> consoleClient();

    /** The scope that the console requests. */
    @WithDefault("openid")
    String scope();

    /** The address to listen on. */
    String host();

    /** The public address of this server, without a slash at the end. The default is the address that it listens on. */
    Optional<String> publicUrl();

    /** The port to listen on. */
    int port();

    /** The port of {@code /health} and {@code /metrics}. Without one they stand on {@link #port}. */
    Optional<Integer> metricsPort();

    /** How often a purge runs, ISO 8601. The default is a minute in demo mode, an hour in lasting mode. */
    Optional<String> purgeEvery();

    /** How often providers' block lists are compared with our opt-outs, ISO 8601. The default is a day. */
    Optional<String> reconcileEvery();

    /**
     * The owner's confirmation that the clock is right up to that instant, RFC 3339 in UTC. Until then a purge acts,
     * however long none has run.
     */
    Optional<String> acceptClockUntil();

    /** The folder that backups go to. Without it none are made by themselves. */
    Optional<Path> backup();

    /** The public keys of age that backups are encrypted for, with commas between. */
    Optional<List<String>> backupKey();

    /** How old the newest backup may be, ISO 8601. The default is a day. */
    Optional<String> backupEvery();

    /** How long backups are kept, ISO 8601. The default is the policy's erasureReaches. */
    Optional<String> backupKeep();

    /** The file with the secret key of backups, for a drill each month. Without it there is none. */
    Optional<Path> drillIdentity();

    /** The address of the time-stamping authority (RFC 3161) that anchors of the ledger are sent to. */
    Optional<String> timeAuthority();

    /** The policy of that authority, under which it shall stamp. The default is its own choice. */
    Optional<String> timeAuthorityPolicy();

    /** The folder that anchors are written to. */
    Optional<Path> anchors();

    /** How old the newest anchor may be, ISO 8601. The default is a day. */
    Optional<String> anchorEvery();

    /** Reads them where no server runs. */
    static ServerSettings ofEnvironment() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .withMapping(ServerSettings.class)
                .build()
                .getConfigMapping(ServerSettings.class);
    }

    /** The database. Demo mode and lasting mode never share one. */
    default Path database() {
        return data().resolve(demo() ? "demo.db" : "ringlock.db");
    }

    /** The socket at which commands find the server of lasting mode. */
    default Path socket() {
        return data().resolve("ringlock.sock");
    }

    /** The file with demo mode's jumps of the clock. */
    default Path clockFile() {
        return data().resolve("demo.clock");
    }

    /** The folder of exports' files, which last for a day. */
    default Path exports() {
        return data().resolve(demo() ? "demo-exports" : "exports");
    }

    /** The folder of files to import, which last for a week at most. */
    default Path imports() {
        return data().resolve(demo() ? "demo-imports" : "imports");
    }

    /** The folder of datasets' files, which last as long as their dataset. */
    default Path datasets() {
        return data().resolve(demo() ? "demo-datasets" : "datasets");
    }

    default Path keyFile() {
        return keys().orElse(data().resolve(demo() ? "demo.keys" : "ringlock.keys"));
    }

    /** The own keys of backups, beside the keys. */
    default Path backupKeys() {
        return keyFile().resolveSibling(keyFile().getFileName() + ".backup-keys");
    }

    /** The database that a backup is restored to, before it counts. */
    default Path restored() {
        return database().resolveSibling(database().getFileName() + ".restored");
    }

    /** The file that knows how far the database has come. It is beside the keys, so that no copy of the data folder has it. */
    default Path generationFile() {
        return keyFile().resolveSibling(keyFile().getFileName() + ".generation");
    }
}
