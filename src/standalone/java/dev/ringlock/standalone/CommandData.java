package dev.ringlock.standalone;

import dev.ringlock.http.Time;
import dev.ringlock.imports.run.LocalImports;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.purge.PurgeFunction;
import dev.ringlock.reconcile.Reconcile;
import dev.ringlock.standalone.archive.ArchiveExport;
import dev.ringlock.standalone.backup.BackupKeys;
import dev.ringlock.standalone.backup.BackupSettings;
import dev.ringlock.standalone.backup.LocalBackups;
import dev.ringlock.standalone.backup.LocalBackups.MadeBackup;
import dev.ringlock.standalone.staff.LocalSignIn;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.files.SealedFolder;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.subject.Erasures;
import dev.ringlock.subject.evidence.EvidencePacks;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of lasting mode as a command uses it. While a server runs, the server does the command's work, with what it
 * has open itself. Else the command has the folder, and no server can start meanwhile. A folder without a database gets one, with
 * its keys, as by the server's first start.
 */
public final class CommandData implements AutoCloseable {

    private final ServerSettings settings;
    private final SqliteStore store;
    private final KeyFile keys;
    private final Clock clock;
    /** Null at a server, which has it. */
    private final @Nullable DataFolder folder;

    private CommandData(
            ServerSettings settings, SqliteStore store, KeyFile keys, Clock clock, @Nullable DataFolder folder) {
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.folder = folder;
    }

    /** What a server has open. Closing it leaves that open. */
    public static CommandData ofServer(ServerSettings settings, SqliteStore store, KeyFile keys, Clock clock) {
        return new CommandData(settings, store, keys, clock, null);
    }

    /** The day by this machine's clock. */
    public static LocalDate today() {
        return LocalDate.ofInstant(Time.machine().instant(), ZoneOffset.UTC);
    }

    /** @throws ConfigurationException if it cannot be used, with what to do */
    public static CommandData open(ServerSettings settings) {
        if (settings.demo()) {
            throw new ConfigurationException(
                    "RINGLOCK_DEMO is set: in demo mode people pick who to be. This command is for lasting mode.");
        }
        refuseOthersFile(Files.exists(settings.database()) ? settings.database() : settings.data());
        DataFolder folder = DataFolder.open(settings.data());
        try {
            return open(settings, Time.machine(), folder);
        } catch (RuntimeException e) {
            close(folder);
            throw e;
        }
    }

    /** @throws ConfigurationException if the folder has no database */
    public static void refuseMissing(ServerSettings settings) {
        if (!settings.demo() && Files.notExists(settings.database())) {
            throw new ConfigurationException("There is no database in " + settings.data()
                    + ". Name the server's folder with RINGLOCK_DATA, or start the server there once.");
        }
    }

    private static CommandData open(ServerSettings settings, Clock clock, DataFolder folder) {
        KeyFile keys = ServerEngines.keys(settings);
        folder.prepare(settings.database());
        try {
            GenerationFile generation = new GenerationFile(settings.generationFile());
            SqliteStore store = SqliteStore.open(settings.database(), clock, generation);
            try {
                new DatabaseKeys(store, keys, new Envelope(), new KeyCheck(store, clock)).refuseOthers();
                generation.refuseOlder(settings.database(), store);
                return new CommandData(settings, store, keys, clock, folder);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (KeysUnavailableException e) {
            throw ServerStart.otherKeys(settings, e);
        } catch (StoreUnavailableException e) {
            throw ServerEngines.refused(settings, e);
        }
    }

    /** The server could not read what another user makes there. */
    static void refuseOthersFile(Path file) {
        String owner;
        try {
            owner = Files.exists(file) ? Files.getOwner(file).getName() : "";
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without owners
            return;
        }
        refuseOthers(file, owner);
    }

    /**
     * Only the user whose file or socket it is may go on.
     *
     * @param owner empty if that is not known
     * @throws ConfigurationException if that is somebody else
     */
    public static void refuseOthers(Path file, String owner) {
        String own = System.getProperty("user.name", "?");
        if (!owner.isEmpty() && !owner.equals(own) && !own.equals("?")) {
            throw new ConfigurationException(file + " belongs to the user " + owner
                    + ": run this command as that user (sudo -u " + owner + " ...).");
        }
    }

    public SqliteStore store() {
        return store;
    }

    public KeyFile keys() {
        return keys;
    }

    /**
     * Puts another signing key in the place of the one before. First the public halves of both are in the database, then the
     * file changes.
     *
     * @return the new key's id
     * @throws ConfigurationException if a server runs here: it would go on with the key before
     * @throws KeysUnavailableException if the key file cannot be written; it is as it was then
     */
    public String rotateSigningKey() {
        if (isServed()) {
            throw new ConfigurationException("A server runs here, and would go on with the key before: stop it first.");
        }
        KeyFile next = keys.withNewSigningKey();
        if (keys.signs()) {
            new HouseSignature(keys.signer(), store, arrivals()).record();
        }
        new HouseSignature(next.signer(), store, arrivals()).record();
        next.writeSigning(settings.keyFile());
        return next.signer().publicKey().getKeyID();
    }

    /**
     * Begins a rotation of the index key. A server may run: it learns of it within a minute.
     *
     * @return the new version
     * @throws ConfigurationException if one is under way, or there were too many
     * @throws KeysUnavailableException if the key file cannot be written; it is as it was then
     */
    public int rotateIndexKey() {
        IndexRotation.RotationState before = indexRotation();
        if (before.versions().isRotating()) {
            throw new ConfigurationException("A rotation of the index key is under way.");
        }
        int next = before.versions().newest() + 1;
        if (next > ContactId.MOST_VERSIONS) {
            throw new ConfigurationException("The index key has had all its versions.");
        }
        // before the ledger says that it lives
        KeyFile.addIndexSecret(settings.keyFile(), next);
        new IndexRotation(store, KeyFile.read(settings.keyFile()), clock).begin();
        return next;
    }

    /**
     * Begins a rotation of the wrapping key. A server may run: it goes on with it.
     *
     * @throws ConfigurationException if one is under way
     * @throws KeysUnavailableException if the key file cannot be written; it is as it was then
     */
    public void rotateWrappingKey() {
        if (!KeyFile.rotateWrapping(settings.keyFile(), clock.instant())) {
            throw new ConfigurationException("A rotation of the wrapping key is under way.");
        }
    }

    /** When the wrapping key before was needed last; empty if there is none. */
    public Optional<Instant> wrappingBeforeNeededAt() {
        return keys.wrappingBeforeNeededAt();
    }

    /** How far a rotation of the index key is. */
    public IndexRotation.RotationState indexRotation() {
        return new IndexRotation(store, keys, clock).state();
    }

    /** Checks two people's passwords and codes, and counts wrong ones, as the server does. */
    public LocalSignIn signIn() {
        return new LocalSignIn(store, keys, index(), arrivals(), Runnable::run);
    }

    /** Writes everything to one encrypted file. */
    public ArchiveExport archive(Policy policy) {
        return new ArchiveExport(settings.database(), store, keys, policy, clock);
    }

    /**
     * Makes a backup, whole or not at all.
     *
     * @param progress is told now and then how many contacts are written
     * @throws ConfigurationException if one is being made or restored
     */
    public MadeBackup backUp(Policy policy, BackupSettings to, LongConsumer progress) {
        try (DataFolder lock = DataFolder.forBackups(settings.data())) {
            LocalBackups backups = new LocalBackups(
                    to, settings.database(), new BackupKeys(settings.backupKeys()), store, policy, clock);
            backups.destroyKeys();
            return backups.make(progress);
        } catch (IOException e) {
            throw new ConfigurationException("The folder " + settings.data() + " cannot be used.");
        }
    }

    /** Compares block lists with the opt-outs here. */
    public Reconcile reconcile(Policy policy, BlockLists lists) {
        return Reconcile.of(policy, store, keys, lists, clock);
    }

    /** Makes evidence packs. */
    public EvidencePacks evidence(Policy policy) {
        Arrivals arrivals = arrivals();
        return new EvidencePacks(
                policy,
                store,
                index(),
                arrivals,
                new StaffTrail(store, arrivals),
                new HouseSignature(keys.signer(), store, arrivals));
    }

    /** Erases people. */
    public Erasures erasures(Policy policy) {
        Arrivals arrivals = arrivals();
        return new Erasures(policy, store, index(), arrivals, new StaffTrail(store, arrivals));
    }

    /** Every version that lives is looked up. */
    private Index index() {
        return new Index(keys, new KeyCheck(store, clock));
    }

    /** Looks whether what is stored is whole. */
    public IntegrityCheck integrity(Policy policy) {
        return new IntegrityCheck(settings.database(), store, keys, policy, clock);
    }

    /** Does a purge step by step, as the server's schedule does. */
    public PurgeFunction purge(Policy policy) {
        return PurgeFunction.of(policy, store, keys, ServerReassigned.of(settings, policy), clock);
    }

    public Arrivals arrivals() {
        return new Arrivals(clock);
    }

    /** @throws ConfigurationException if it is not named, or has mistakes */
    public static Policy policy(ServerSettings settings) {
        try {
            return PolicyFile.read(settings.policy()
                    .orElseThrow(
                            () -> new ConfigurationException("RINGLOCK_POLICY is not set: it names the policy file.")));
        } catch (PolicyMistakesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** Imports of files in this folder, as the server has them. */
    public LocalImports imports(Policy policy) {
        return LocalImports.of(policy, store, new SealedFolder(settings.imports()), keys, clock);
    }

    /** Whether a server runs, and does this command's work. */
    public boolean isServed() {
        return folder == null;
    }

    /** Where it is. */
    public Path folder() {
        return settings.data().toAbsolutePath().normalize();
    }

    @Override
    public void close() {
        if (folder != null) {
            store.close();
            close(folder);
        }
    }

    private static void close(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // the end of the process takes the lock away too
        }
    }
}
