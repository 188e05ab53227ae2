package dev.ringlock.audience.export;

import dev.ringlock.access.Actor;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Page;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the parts of an export. The ledger gets an entry first. Then the audience is read again, so that a number
 * whose consent was withdrawn by then is left out, though it is in the file.
 */
@Singleton
final class ExportDownload {

    private static final int PAGE = 1_000;

    /** A recall begins no further part after this time: API Gateway waits for less than half a minute. */
    private static final Duration LONGEST_RECALL = Duration.ofSeconds(8);

    /** Some three megabytes. A Lambda answer has six at most. */
    static final int MOST_RECALLED = 100_000;

    private final Store store;
    private final SealedFiles files;
    private final PartSeals seals;
    private final Arrivals arrivals;

    ExportDownload(Store store, @Named(SealedFiles.EXPORTS) SealedFiles files, PartSeals seals, Arrivals arrivals) {
        this.store = store;
        this.files = files;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /** Contacts that may no longer be used, and the part where the next page begins; null at the end. */
    record Recalled(List<ContactId> contacts, @Nullable Integer next) {}

    /** A part, with only the numbers that may be used now. Empty if its file is gone. */
    Optional<String> part(Actor actor, ExportOrder ask, ExportPart part) {
        write(ExportEntries.taken(ask, actor, part, arrivals.ulid(arrivals.now())));
        // the audience is read last, so that a withdrawal while the file is fetched still counts
        return clear(ask, part).map(clear -> ask.inFormat().only(usable(ask, part), clear));
    }

    /** The contacts of the parts from {@code from} on that may no longer be used. */
    Recalled recall(Actor actor, Manifest manifest, int from) {
        Instant begin = arrivals.now();
        write(ExportEntries.recalled(manifest.ask(), actor, arrivals.ulid(begin)));
        List<ContactId> gone = new ArrayList<>();
        for (ExportPart part : manifest.filled()) {
            if (part.part() < from) {
                continue;
            }
            boolean isFull = gone.size() + part.count() > MOST_RECALLED;
            if (isFull || !arrivals.now().isBefore(begin.plus(LONGEST_RECALL))) {
                return new Recalled(gone, part.part());
            }
            clear(manifest.ask(), part).ifPresent(clear -> gone.addAll(unusable(manifest.ask(), part, clear)));
        }
        return new Recalled(gone, null);
    }

    private List<ContactId> unusable(ExportOrder ask, ExportPart part, String clear) {
        Set<ContactId> usable = usable(ask, part);
        return ask.inFormat()
                .contacts(clear)
                .filter(contact -> !usable.contains(contact))
                .toList();
    }

    /** The contacts that may be used now, from that part's range of the audience. Pages are in the order of the ids. */
    private Set<ContactId> usable(ExportOrder ask, ExportPart part) {
        Set<ContactId> usable = new HashSet<>();
        ContactId last = new ContactId(part.last());
        @Nullable String cursor = part.from();
        boolean behind = false;
        do {
            Page<Compartment> page = store.audience(ask.ofPurpose(), arrivals.now(), cursor, PAGE);
            for (Compartment one : page.items()) {
                usable.add(one.contact());
                behind = behind || one.contact().compareTo(last) >= 0;
            }
            cursor = page.next();
        } while (cursor != null && !behind);
        return usable;
    }

    private Optional<String> clear(ExportOrder ask, ExportPart part) {
        return files.get(part.file()).map(bytes -> {
            byte[] key = Base64.getDecoder().decode(part.wrappedKey());
            byte[] clear = seals.open(ask.exportId(), ask.ofPurpose(), part.part(), new Sealed(bytes, key));
            String text = new String(clear, StandardCharsets.UTF_8);
            Arrays.fill(clear, (byte) 0);
            return text;
        });
    }

    private void write(Entry entry) {
        store.append(() -> List.of(entry));
    }
}
