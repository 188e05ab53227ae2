package dev.ringlock.standalone;

import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Time;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.reassigned.ReassignedNumbers;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.store.Capacity;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.files.SealedFolder;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The engines of the functions on one machine: a file for the policy, a file for the keys, SQLite for the store. */
@ApplicationScoped
class ServerEngines {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String EXAMPLE = "policy/harbour-books.yaml";

    @Produces
    @Singleton
    Policy policy(ServerSettings settings) {
        try {
            if (settings.policy().isPresent()) {
                return PolicyFile.read(settings.policy().get());
            } else if (settings.demo()) {
                return PolicyFile.read(EXAMPLE, example());
            }
        } catch (PolicyMistakesException e) {
            throw new ConfigurationException(e.getMessage());
        }
        throw new ConfigurationException(
                "RINGLOCK_POLICY is not set: it names your policy file. Begin with a copy of the"
                        + " example, src/main/resources/" + EXAMPLE + ", or try demo mode: --demo");
    }

    /**
     * Needs the policy, the source of reassigned numbers, the sign-in, a way to send
     * codes, a safe address and a schedule first, so that a
     * refused start leaves no file behind.
     */
    @Produces
    @Singleton
    DataFolder folder(
            ServerSettings settings,
            Policy policy,
            ReassignedNumbers reassigned,
            StaffSignIn.Signing signing,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        refuseOthersInDemo(settings, host);
        ServerSenders.refuseCodesThatNothingSends(settings, policy);
        PurgeSettings.every(settings);
        PurgeSettings.acceptedUntil(settings);
        ServerBackups.of(settings, policy);
        return DataFolder.open(settings.data());
    }

    /** Makes keys only together with the database, never after it: new keys would not find the stored numbers. */
    @Produces
    @Singleton
    KeyFile keys(ServerSettings settings, DataFolder folder) {
        KeyFile keys = keys(settings);
        try {
            return KeyFile.completed(settings.keyFile()) ? KeyFile.read(settings.keyFile()) : keys;
        } catch (KeysUnavailableException e) {
            LOG.warnf("The key file gets no signing key, so there are no receipts: %s", e.getMessage());
            return keys;
        }
    }

    @Produces
    @Singleton
    Signer signer(KeyFile keys) {
        return keys.signer();
    }

    static KeyFile keys(ServerSettings settings) {
        Path file = settings.keyFile();
        boolean hasDatabase = Files.exists(settings.database());
        try {
            if (Files.notExists(file)) {
                if (hasDatabase) {
                    throw new ConfigurationException("There is a database " + settings.database() + " but no key file "
                            + file + ": nothing in it can be found or opened without its keys. Put the file back.");
                }
                DataFolder.make(Objects.requireNonNull(file.toAbsolutePath().getParent()));
                KeyFile.create(file);
            } else if (!hasDatabase) {
                LOG.warnf(
                        "The key file %s is there, but no database %s: a new one is made. If there was one, stop and put"
                                + " it back: nobody's opt-out is known without it.",
                        file, settings.database());
            }
            return KeyFile.read(file);
        } catch (KeysUnavailableException e) {
            throw new ConfigurationException("The keys cannot be used: " + e.getMessage());
        }
    }

    /** In lasting mode the machine's clock, which nothing here can move. */
    @Produces
    @Singleton
    Clock clock(ServerSettings settings, Instance<DemoClock> demo) {
        return settings.demo() ? demo.get() : Time.machine();
    }

    @Produces
    @Singleton
    @Typed(DemoClock.class)
    DemoClock demoClock(ServerSettings settings) {
        try {
            if (Files.notExists(settings.database())) {
                // a new demo begins now
                Files.deleteIfExists(settings.clockFile());
            }
        } catch (IOException e) {
            throw new ConfigurationException("The file " + settings.clockFile() + " cannot be deleted");
        }
        return DemoClock.read(Time.machine(), settings.clockFile());
    }

    /** Needs the keys first: a database must never exist without them. */
    @Produces
    @Singleton
    SqliteStore store(
            ServerSettings settings, DataFolder folder, KeyFile keys, Clock clock, GenerationFile generation) {
        folder.prepare(settings.database());
        try {
            return SqliteStore.open(settings.database(), clock, generation);
        } catch (StoreUnavailableException e) {
            throw refused(settings, e);
        }
    }

    @Produces
    @Singleton
    GenerationFile generation(ServerSettings settings) {
        return new GenerationFile(settings.generationFile());
    }

    /** A start that the database refuses. */
    static ConfigurationException refused(ServerSettings settings, StoreUnavailableException e) {
        return new ConfigurationException(
                "The database " + settings.database() + " cannot be used: " + e.getMessage() + ".");
    }

    /** One process serves every purpose. Only roles keep them apart here. */
    @Produces
    @Singleton
    ServedPurpose serving() {
        return new ServedPurpose(Optional.empty());
    }

    /** Needs the store first, which makes the folder around this one. */
    @Produces
    @Singleton
    @Named(SealedFiles.EXPORTS)
    SealedFolder exportFiles(ServerSettings settings, SqliteStore store) {
        return swept(settings.exports());
    }

    /** Needs the store first, likewise. */
    @Produces
    @Singleton
    @Named(SealedFiles.IMPORTS)
    SealedFolder importFiles(ServerSettings settings, SqliteStore store) {
        return swept(settings.imports());
    }

    /** Needs the store first, likewise. */
    @Produces
    @Singleton
    @Named(SealedFiles.DATASETS)
    SealedFolder datasetFiles(ServerSettings settings, SqliteStore store) {
        return swept(settings.datasets());
    }

    private static SealedFolder swept(Path folder) {
        SealedFolder files = new SealedFolder(folder);
        try {
            files.sweep();
        } catch (StoreUnavailableException e) {
            // no reason to refuse opt-outs
            LOG.warnf("Unfinished files in a folder were not deleted: %s", Endpoint.place(e));
        }
        return files;
    }

    @Produces
    @Singleton
    Capacity capacity() {
        return () -> 0;
    }

    void close(@Disposes SqliteStore store) {
        store.close();
    }

    void close(@Disposes DataFolder folder) throws IOException {
        folder.close();
    }

    /** Checks the address that the server really listens on, whatever setting it came from. */
    private static void refuseOthersInDemo(ServerSettings settings, String host) {
        if (settings.demo() && !isLoopback(host)) {
            throw new ConfigurationException(
                    "Demo mode shows every row and knows no sign-in: it listens on this machine"
                            + " only, not on what RINGLOCK_HOST says");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String example() {
        try (InputStream in = ServerEngines.class.getResourceAsStream("/" + EXAMPLE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
