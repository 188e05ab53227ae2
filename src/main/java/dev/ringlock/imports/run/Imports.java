package dev.ringlock.imports.run;

import dev.ringlock.access.Actor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The existing imports: what people of staff may do with them. The steps of {@link ImportFunction} do the work. */
@Singleton
public class Imports {

    Imports() {}

    /** Opens an import, whose parts may then come. */
    public ImportProgress begin(Actor actor, String source, String name) {
        throw new UnsupportedOperationException();
    }

    /** Seals a part of the file, and keeps it. The same part twice is no mistake. */
    public ImportAnswer addPart(String importId, int part, byte[] clear) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for a check of the whole file. It stores nothing of it.
     *
     * @param mapping YAML or JSON
     * @param events whether the run is to tell each contact's entry to the owner's systems
     * @throws dev.ringlock.imports.rows.MappingMistakesException if the mapping cannot be used
     */
    public ImportAnswer askForCheck(Actor actor, String importId, String mapping, boolean events) {
        throw new UnsupportedOperationException();
    }

    /** Asks for the run of what was checked. */
    public ImportAnswer askForRun(Actor actor, String importId) {
        throw new UnsupportedOperationException();
    }

    /** Ends it. What it has stored until then stays. */
    public ImportAnswer cancel(Actor actor, String importId) {
        throw new UnsupportedOperationException();
    }

    /** An import as it is now; empty if there is none with that id any more. */
    public Optional<ImportProgress> find(String importId) {
        throw new UnsupportedOperationException();
    }

    /** All of them, newest first, at most a hundred. */
    public List<ImportProgress> all() {
        throw new UnsupportedOperationException();
    }

    /** The report of the last check as CSV; empty if there is none. */
    public Optional<String> report(String importId) {
        throw new UnsupportedOperationException();
    }
}
