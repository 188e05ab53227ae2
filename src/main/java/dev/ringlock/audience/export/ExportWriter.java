package dev.ringlock.audience.export;

import dev.ringlock.audience.export.Manifest.Ending;
import dev.ringlock.audience.numbers.AudienceNumbers;
import dev.ringlock.audience.numbers.OpenedNumbers;
import dev.ringlock.audience.numbers.OpenedNumbers.Numbered;
import dev.ringlock.http.Time;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.Opener;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export: reads the purpose's audience page by page, as it is at that time, and seals the numbers in parts. A
 * part's file is written before the part counts. So an interrupted step leaves a file that nothing names, and two steps
 * at once leave one chain of parts.
 */
@Singleton
final class ExportWriter {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A step begins nothing new after this time. The rest of AWS's three minutes is for finishing a part. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** Under a megabyte in either format, because a part is one Lambda answer. */
    static final int MOST_IN_PART = 10_000;

    private static final int PAGE = 1_000;

    /** Pages may be short, even empty. A download reads all pages of a part again. */
    static final int MOST_PAGES = 50;

    /** Ids are hashes, so the numbers of one data key are spread over all parts. A step unwraps each key once. */
    private static final int MOST_KEYS = 100_000;

    /** The deletion comes later than the expiry: its timer may count in whole seconds, by another clock. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    private final Exports exports;
    private final Store store;
    private final SealedFiles files;
    private final PartSeals seals;
    private final Arrivals arrivals;

    ExportWriter(
            Exports exports,
            Store store,
            @Named(SealedFiles.EXPORTS) SealedFiles files,
            PartSeals seals,
            Arrivals arrivals) {
        this.exports = exports;
        this.store = store;
        this.files = files;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /**
     * Does as much as fits into a step.
     *
     * @throws StoreUnavailableException if the order is not stored yet, since its file comes first
     */
    ExportStep step(ExportStep before) {
        Purpose purpose = new Purpose(before.purpose());
        Optional<Manifest> found = exports.find(purpose, before.exportId());
        if (found.isEmpty()) {
            Instant over = new Ulid(before.exportId()).at().plus(ExportStep.LIFE);
            if (arrivals.now().isBefore(over)) {
                throw new StoreUnavailableException("this export has not been asked for, or not yet");
            }
            exports.remove(purpose, before.exportId());
            return after(before, true);
        }
        Manifest manifest = found.get();
        if (manifest.ending() != null) {
            // nothing more is written: it could come after the deletion
            return after(before, true);
        }
        if (!before.giveUp()) {
            manifest = goOn(manifest);
        }
        if (manifest.whole() || before.giveUp()) {
            manifest = end(manifest);
        }
        exports.save(manifest);
        return after(before, manifest.ending() != null);
    }

    private Manifest goOn(Manifest from) {
        Instant deadline = arrivals.now().plus(LONGEST_STEP);
        Manifest manifest = from;
        try (Opener opener = seals.opener(MOST_KEYS)) {
            while (!manifest.whole() && arrivals.now().isBefore(deadline)) {
                manifest = exports.add(manifest, written(manifest, opener, deadline));
                exports.save(manifest);
            }
        }
        return manifest;
    }

    private ExportPart written(Manifest manifest, Opener opener, Instant deadline) {
        ExportOrder ask = manifest.ask();
        Lines lines = new Lines(ask.inFormat(), ask.ofPurpose(), opener);
        @Nullable String cursor = manifest.cursor();
        int pages = 0;
        do {
            Instant now = arrivals.now();
            Page<Compartment> page =
                    store.audience(ask.ofPurpose(), now, cursor, Math.min(PAGE, MOST_IN_PART - lines.looked()));
            lines.add(page.items());
            cursor = page.next();
            pages++;
        } while (cursor != null
                && lines.looked() < MOST_IN_PART
                && pages < MOST_PAGES
                && arrivals.now().isBefore(deadline));
        return sealed(manifest, lines, cursor);
    }

    private ExportPart sealed(Manifest manifest, Lines lines, @Nullable String next) {
        ExportOrder ask = manifest.ask();
        int number = manifest.parts().size() + 1;
        String clear = lines.text();
        byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
        try {
            Sealed sealed = seals.seal(ask.exportId(), ask.ofPurpose(), number, bytes);
            String file = String.format(
                    Locale.ROOT,
                    "%s/%05d-%s",
                    Exports.folder(ask.ofPurpose(), ask.exportId()),
                    number,
                    arrivals.token());
            files.put(file, sealed.sealed());
            return new ExportPart(
                    number,
                    lines.count(),
                    bytes.length,
                    Sha256.hex(clear),
                    lines.unopened(),
                    file,
                    Base64.getEncoder().encodeToString(sealed.wrappedKey()),
                    manifest.cursor(),
                    lines.last(),
                    next);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Manifest end(Manifest manifest) {
        Instant now = arrivals.now();
        String state = manifest.whole() ? Ending.DONE : Ending.FAILED;
        return exports.end(
                manifest,
                new Ending(state, now.toEpochMilli()),
                ExportEntries.ended(manifest, state, arrivals.ulid(now)));
    }

    private static ExportStep after(ExportStep step, boolean done) {
        Instant over = new Ulid(step.exportId()).at().plus(ExportStep.LIFE);
        String until = Time.rfc3339(over.plus(AFTER_THE_END));
        return new ExportStep(step.exportId(), step.purpose(), done, step.giveUp(), until);
    }

    /** The lines of a part. */
    private static final class Lines {

        private final ExportFormat format;
        private final Purpose purpose;
        private final Opener opener;
        private final StringBuilder text;
        private int count;
        private int unopened;
        private String last = "";

        Lines(ExportFormat format, Purpose purpose, Opener opener) {
            this.format = format;
            this.purpose = purpose;
            this.opener = opener;
            this.text = new StringBuilder(format.header());
        }

        void add(List<Compartment> page) {
            OpenedNumbers opened = AudienceNumbers.open(opener, purpose, page);
            for (Numbered one : opened.numbers()) {
                format.write(text, one.contact(), one.number());
                count++;
                last = one.contact().value();
            }
            unopened += opened.unopened();
        }

        int looked() {
            return count + unopened;
        }

        int count() {
            return count;
        }

        int unopened() {
            return unopened;
        }

        String last() {
            return last;
        }

        String text() {
            return text.toString();
        }
    }
}
