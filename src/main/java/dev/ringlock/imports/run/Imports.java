package dev.ringlock.imports.run;

import dev.ringlock.access.Actor;
import dev.ringlock.imports.rows.ImportFileException;
import dev.ringlock.imports.rows.Mapping;
import dev.ringlock.imports.rows.MappingGuess;
import dev.ringlock.imports.run.ImportAct.ActKind;
import dev.ringlock.imports.run.ImportAct.CheckedFile;
import dev.ringlock.imports.run.ImportAct.OrderedWork;
import dev.ringlock.imports.run.ImportAnswer.ImportRefusal;
import dev.ringlock.imports.run.ImportAnswer.RefusedRequest;
import dev.ringlock.imports.run.ImportAnswer.TakenRequest;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The existing imports: what people of staff may do with them. The steps of {@link ImportFunction} do the work. */
@Singleton
public class Imports {

    /** The most bytes of a part: it is one request. */
    public static final int LONGEST_PART = 4 << 20;

    private static final int MOST_PARTS = 100_000;

    /** A part of the file that a guess needs. */
    private static final int HEAD = 1 << 16;

    /** Work may be begun again so long after it was asked for, and once in each such time. */
    private static final Duration QUIET = Duration.ofMinutes(15);

    private static final MappingGuess NO_GUESS = new MappingGuess("", "");

    private final Policy policy;
    private final ImportJournal journal;
    private final SealedFiles files;
    private final PartSeals seals;
    private final Arrivals arrivals;

    Imports(
            Policy policy,
            ImportJournal journal,
            @Named(SealedFiles.IMPORTS) SealedFiles files,
            PartSeals seals,
            Arrivals arrivals) {
        this.policy = policy;
        this.journal = journal;
        this.files = files;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /** Opens an import, whose parts may then come. */
    public ImportProgress begin(Actor actor, String source, String name) {
        String id = arrivals.ulid(arrivals.now()).value();
        return ImportViews.of(journal.begin(new ImportOrder(id, source, name, actor.id())));
    }

    /**
     * The same, once for each key. It is claimed before the order is written, so a repetition finishes what was interrupted.
     *
     * @param key the person's own name for the request
     */
    public ImportAnswer begin(Actor actor, String source, String name, String key) {
        String fresh = arrivals.ulid(arrivals.now()).value();
        String id = journal.claim(
                new ImportOrder(fresh, source, name, actor.id()), Sha256.hex(Envelope.lengthPrefixed(actor.id(), key)));
        ImportOrder order = new ImportOrder(id, source, name, actor.id());
        ImportManifest begun = journal.find(id).orElseGet(() -> journal.begin(order));
        return begun.order().equals(order)
                ? new TakenRequest(ImportViews.of(begun))
                : new RefusedRequest(ImportRefusal.KEY_REUSED);
    }

    /** Seals a part of the file, and keeps it. The same part twice is no mistake, as long as no check was asked for. */
    public ImportAnswer addPart(String importId, int part, byte[] clear) {
        if (part < 1 || part > MOST_PARTS) {
            return new RefusedRequest(ImportRefusal.PART_NUMBER);
        }
        if (clear.length == 0 || clear.length > LONGEST_PART) {
            return new RefusedRequest(ImportRefusal.PART_SIZE);
        }
        return journal.find(importId)
                .map(found -> added(found, part, clear))
                .orElseGet(() -> new RefusedRequest(ImportRefusal.UNKNOWN));
    }

    private ImportAnswer added(ImportManifest found, int part, byte[] clear) {
        if (isOver(found)) {
            return new RefusedRequest(ImportRefusal.OVER);
        } else if (!found.acts().isEmpty()) {
            return new RefusedRequest(ImportRefusal.WHOLE);
        }
        ImportOrder order = found.order();
        String file = partsFolder(order.importId()) + "/" + part + "-" + arrivals.token();
        Sealed sealed = seals.seal(order.importId(), Purpose.IMPORT, part, clear);
        MappingGuess guess = part == 1 ? guess(clear) : NO_GUESS;
        ImportPart mine = new ImportPart(
                part,
                clear.length,
                Sha256.hex(clear),
                file,
                Base64.getEncoder().encodeToString(sealed.wrappedKey()),
                guess.mapping(),
                guess.system());
        files.put(file, sealed.sealed());
        ImportPart counts = journal.add(order, mine);
        if (!counts.file().equals(file)) {
            files.delete(file);
        }
        if (!counts.isSame(mine)) {
            return new RefusedRequest(ImportRefusal.PART_DIFFERS);
        }
        ImportManifest now = journal.find(order.importId()).orElse(found);
        // the next part does not have to read all of them again
        journal.save(now);
        return new TakenRequest(ImportViews.of(now));
    }

    /**
     * Asks for a check of the whole file. It stores nothing of it. The same request while it is being checked is no mistake.
     *
     * @param mapping YAML or JSON
     * @param events whether the run is to tell each contact's entry to the owner's systems
     * @param sent the file that was sent: half of it is not checked
     * @throws dev.ringlock.imports.rows.MappingMistakesException if the mapping cannot be used
     */
    public ImportAnswer askForCheck(Actor actor, String importId, String mapping, boolean events, SentFile sent) {
        Mapping read = Mapping.read(mapping, policy);
        return withProven(importId, found -> {
            OrderedWork work = new OrderedWork(mapping, events, sent, policy.version());
            if (found.state() == ImportState.CHECKING
                    && found.work().filter(work::equals).isPresent()) {
                return begunAgain(actor, found);
            } else if (found.state().works()) {
                return new RefusedRequest(ImportRefusal.NOT_OPEN);
            } else if (isOver(found)) {
                return new RefusedRequest(ImportRefusal.OVER);
            } else if (!read.source().equals(found.order().source())) {
                return new RefusedRequest(ImportRefusal.OTHER_SOURCE);
            }
            return refusal(found, sent)
                    .orElseGet(() -> add(actor, found, now -> ImportAct.asking(ActKind.CHECK, actor.id(), now, work)));
        });
    }

    /** Why its file is not the one that was sent. */
    private Optional<ImportAnswer> refusal(ImportManifest found, SentFile sent) {
        int here = found.file().size();
        boolean gap = found.acts().isEmpty()
                && files.list(partsFolder(found.order().importId())).stream()
                        .mapToInt(Imports::partNumber)
                        .anyMatch(part -> part > here);
        if (here < sent.parts() || gap) {
            String detail = "Part " + (here + 1) + " of the file is missing. Send it, then ask again.";
            return Optional.of(new RefusedRequest(ImportRefusal.PART_MISSING, detail));
        }
        return here == sent.parts() && found.bytes() == sent.bytes()
                ? Optional.empty()
                : Optional.of(new RefusedRequest(ImportRefusal.FILE_DIFFERS));
    }

    /**
     * Asks for the run of what was checked. The same request while it runs is no mistake.
     *
     * @param refusedNoes how many rows the check refused that may be noes. Whoever runs the file has to know
     */
    public ImportAnswer askForRun(Actor actor, String importId, long refusedNoes) {
        return withProven(importId, found -> {
            if (isOver(found)) {
                return new RefusedRequest(ImportRefusal.OVER);
            } else if (found.state() == ImportState.RUNNING) {
                return begunAgain(actor, found);
            } else if (found.state() != ImportState.CHECKED) {
                return new RefusedRequest(ImportRefusal.NOT_CHECKED);
            }
            OrderedWork checked = found.work().orElseThrow();
            if (!checked.policyVersion().equals(policy.version())) {
                return new RefusedRequest(ImportRefusal.CHECK_AGAIN);
            }
            long noes = found.checked().orElseThrow().result().counts().refusedNoes();
            return noes == refusedNoes
                    ? add(actor, found, now -> ImportAct.asking(ActKind.RUN, actor.id(), now, checked))
                    : new RefusedRequest(ImportRefusal.REFUSED_NOES, refusedNoes(noes));
        });
    }

    private static String refusedNoes(long noes) {
        return "The check refused " + noes + " rows that may be opt-outs. Correct them in the file and import that."
                + " Or leave them out, and say so: refusedNoes has to be " + noes + ".";
    }

    /** Begins work that stands still once more. Two at once do no harm. */
    private ImportAnswer begunAgain(Actor actor, ImportManifest found) {
        Instant now = arrivals.now();
        if (!now.isBefore(found.lastAct().instant().plus(QUIET))) {
            ImportAct asked = ImportAct.asking(
                    found.lastAct().kind(), actor.id(), now, found.work().orElseThrow());
            journal.beginAgain(
                    found,
                    now.toEpochMilli() / QUIET.toMillis(),
                    new ImportEntries(policy.numberInText()).of(found, asked, arrivals.ulid(now)));
        }
        return new TakenRequest(ImportViews.of(found));
    }

    /** Ends it. What it has stored until then stays, and a step counts it. */
    public ImportAnswer cancel(Actor actor, String importId) {
        return withProven(importId, found -> {
            if (found.state() == ImportState.CANCELLED) {
                return new TakenRequest(ImportViews.of(found));
            }
            if (found.state().isOver()) {
                return new RefusedRequest(ImportRefusal.OVER);
            }
            return add(actor, found, now -> ImportAct.ending(ActKind.CANCELLED, actor.id(), now, null));
        });
    }

    /** An import as it is now; empty if there is none with that id any more. */
    public Optional<ImportProgress> find(String importId) {
        return journal.find(importId).map(ImportViews::of);
    }

    /** All of them, newest first, at most a hundred. */
    public List<ImportProgress> all() {
        return journal.all().stream().map(ImportViews::of).toList();
    }

    /** The report of the last check as CSV; empty if there is none. */
    public Optional<String> report(String importId) {
        return journal.find(importId)
                .flatMap(ImportManifest::checked)
                .map(CheckedFile::report)
                .flatMap(files::get)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private ImportAnswer add(Actor actor, ImportManifest to, Function<Instant, ImportAct> makes) {
        Instant now = arrivals.now();
        ImportAct act = makes.apply(now);
        Ulid place = arrivals.ulid(now);
        Optional<ImportManifest> after =
                journal.add(to, act, new ImportEntries(policy.numberInText()).of(to, act, place));
        after.ifPresent(journal::save);
        // another act came first: it is asked again what is allowed now
        return after.<ImportAnswer>map(manifest -> new TakenRequest(ImportViews.of(manifest)))
                .orElseGet(() -> new RefusedRequest(ImportRefusal.NOT_OPEN));
    }

    private ImportAnswer withProven(String importId, Function<ImportManifest, ImportAnswer> answer) {
        return journal.proven(importId).map(answer).orElseGet(() -> new RefusedRequest(ImportRefusal.UNKNOWN));
    }

    private boolean isOver(ImportManifest found) {
        return found.state().isOver() || !arrivals.now().isBefore(found.order().partsUntil());
    }

    /** The folder of an import's parts. */
    static String partsFolder(String importId) {
        return "parts/" + importId;
    }

    /** A file that is no text suggests none. Its check will say what is wrong with it. */
    private static MappingGuess guess(byte[] first) {
        try {
            return MappingGuess.of(Arrays.copyOf(first, Math.min(HEAD, first.length)));
        } catch (ImportFileException e) {
            return NO_GUESS;
        }
    }

    private static int partNumber(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }
}
