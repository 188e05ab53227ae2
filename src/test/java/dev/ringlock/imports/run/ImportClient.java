package dev.ringlock.imports.run;

import dev.ringlock.Engines;
import dev.ringlock.access.Actor;
import dev.ringlock.imports.run.ImportAnswer.RefusedRequest;
import dev.ringlock.imports.run.ImportAnswer.TakenRequest;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The way into imports for tests: what staff ask for, and the steps that nobody waits for. */
public final class ImportClient {

    public static final Actor PIA = new Actor("pia", Set.of());

    private final Imports imports;
    private final ImportFunction function;

    public ImportClient(Engines on, SealedFiles files) {
        this(on, on.store, files, RowGroups.MOST_DECIDED);
    }

    /** @param groupSize how many rows are stored together */
    public ImportClient(Engines on, Store store, SealedFiles files, int groupSize) {
        PartSeals seals = new PartSeals(on.keys, new Envelope());
        ImportJournal journal = new ImportJournal(store, files, on.clock);
        this.imports = new Imports(on.policy, journal, files, seals, on.arrivals);
        FileImports work = new FileImports(
                on.policy,
                store,
                journal,
                files,
                seals,
                on.index,
                on.seals,
                new Notices(on.policy, store, on.clock),
                on.arrivals,
                groupSize);
        this.function = new ImportFunction(new ImportWork(on.policy, journal, files, work, on.arrivals));
    }

    public Imports imports() {
        return imports;
    }

    /** Opens an import with this file. */
    public String opened(String source, String file) {
        return opened(source, file.getBytes(StandardCharsets.UTF_8));
    }

    public String opened(String source, byte[] file) {
        return opened(source, new ByteArrayInputStream(file), Imports.LONGEST_PART);
    }

    public String opened(String source, InputStream file, int partLength) {
        String id = imports.begin(PIA, source, "file.csv").order().importId();
        try (file) {
            int part = 1;
            for (byte[] bytes = file.readNBytes(partLength); bytes.length > 0; bytes = file.readNBytes(partLength)) {
                taken(imports.addPart(id, part++, bytes));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return id;
    }

    /** Checks it to the end. */
    public ImportProgress check(String id, String mapping) {
        return check(id, mapping, false);
    }

    public ImportProgress check(String id, String mapping, boolean events) {
        taken(imports.askForCheck(PIA, id, mapping, events, sent(id)));
        work(id);
        return find(id);
    }

    /** The file of an import, as it is there. */
    public SentFile sent(String id) {
        return new SentFile(find(id).parts(), find(id).bytes(), "");
    }

    /** Asks for a run by somebody who knows what the check has refused. */
    public ImportAnswer askForRun(String id) {
        ImportProgress found = find(id);
        return imports.askForRun(
                PIA, id, found.checked() == null ? 0 : found.checked().counts().refusedNoes());
    }

    /** Runs what was checked to the end. */
    public ImportProgress run(String id) {
        taken(askForRun(id));
        work(id);
        return find(id);
    }

    /** Opens, checks and runs it. */
    public ImportProgress imported(String source, String file, String mapping) {
        String id = opened(source, file);
        check(id, mapping);
        return run(id);
    }

    /** All of its steps. */
    public void work(String id) {
        ImportStep step = ImportStep.of(id);
        do {
            step = step(step);
        } while (!step.done());
    }

    public ImportStep step(ImportStep step) {
        return function.work(step);
    }

    public ImportProgress find(String id) {
        return imports.find(id).orElseThrow();
    }

    public static ImportProgress taken(ImportAnswer answer) {
        if (answer instanceof RefusedRequest refused) {
            throw new AssertionError(refused.reason().id());
        }
        return ((TakenRequest) answer).progress();
    }
}
