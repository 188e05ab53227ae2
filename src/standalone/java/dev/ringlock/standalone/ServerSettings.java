package dev.ringlock.standalone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What an owner can set for one-machine use; each is an environment variable, {@code RINGLOCK_} and its name. */
@ConfigMapping(prefix = "ringlock")
public interface ServerSettings {

    /** Demo mode: the example policy, keys of its own, the pages under {@code /local}. */
    @WithDefault("false")
    boolean demo();

    /** The policy file; the example is used without it in demo mode only. */
    Optional<Path> policy();

    /** The folder of the database and, unless said otherwise, the keys. */
    @WithDefault(".ringlock")
    Path data();

    /** The key file. */
    Optional<Path> keys();

    /** The file with the message providers' secrets, mode 0600: how they prove themselves, and what we send with. */
    Optional<Path> providers();

    /** The file or the address that knows which numbers were given up. */
    Optional<String> reassigned();

    /** The file with the secret that is sent to that address, mode 0600. */
    Optional<Path> reassignedSecret();

    /** The OpenID provider that staff and machines sign in at in lasting mode, as its tokens have it in {@code iss}. */
    Optional<String> issuer();

    /** For whom its tokens have to be made, with commas between: {@code aud}, {@code client_id} or {@code azp}. */
    Optional<Set<String>> clients();

    /** The claim of its tokens that lists a person's groups; dots lead into claims that hold claims. */
    @WithDefault("groups")
    String groups();

    /** As which client the console asks it for tokens; nobody signs in to the console without one. */
    Optional<String> consoleClient();

    /** What the console asks it for. */
    @WithDefault("openid")
    String scope();

    /** The address to listen on. */
    String host();

    /** Where people and providers reach this server, without a slash at the end; the address it listens on unless said. */
    Optional<String> publicUrl();

    /** The port to listen on. */
    int port();

    /** How often what is due is purged, ISO 8601; every minute in demo mode and every hour in lasting mode unless said. */
    Optional<String> purgeEvery();

    /**
     * The owner's word that the clock is right up to that instant, RFC 3339 in UTC: a purge acts until then, however long none
     * did before.
     */
    Optional<String> acceptClockUntil();

    /** The database: demo mode and lasting mode never share one. */
    default Path database() {
        return data().resolve(demo() ? "demo.db" : "ringlock.db");
    }

    /** Where demo mode keeps how far its clock has jumped. */
    default Path clockFile() {
        return data().resolve("demo.clock");
    }

    /** The folder of exports' files, which are there for a day. */
    default Path exports() {
        return data().resolve(demo() ? "demo-exports" : "exports");
    }

    default Path keyFile() {
        return keys().orElse(data().resolve(demo() ? "demo.keys" : "ringlock.keys"));
    }
}
