package dev.ringlock.imports.run;

import dev.ringlock.http.Json;
import dev.ringlock.imports.rows.JunkSigns.JunkCounts;
import dev.ringlock.imports.run.ImportProgress.CheckFlag;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** The notes of a check until now. It is kept between two steps: sealed, as far as it is about people. */
final class CheckNotes {

    /** Less than a megabyte as a report. What is mended there mends the rest, most times. */
    static final int MOST_LISTED = 10_000;

    /** Four megabytes. */
    private static final int SLOTS_AT_ONCE = 1 << 18;

    private final String sha256;
    private final KnownDecisions known;
    private final List<RefusedRow> refused = new ArrayList<>();
    private JunkCounts junk = JunkCounts.NONE;
    private long unlisted;

    CheckNotes(String sha256, KnownDecisions known) {
        this.sha256 = sha256;
        this.known = known;
    }

    /** @param wrappedKeys of the slices of what is known, as base64 */
    @RegisterForReflection(targets = {KeptNotes.class, JunkCounts.class})
    record KeptNotes(
            String sha256,
            boolean exact,
            List<String> wrappedKeys,
            List<RefusedRow> refused,
            long unlisted,
            JunkCounts junk) {}

    String sha256() {
        return sha256;
    }

    KnownDecisions known() {
        return known;
    }

    List<RefusedRow> refused() {
        return refused;
    }

    long unlisted() {
        return unlisted;
    }

    List<CheckFlag> flags() {
        return junk.flags().stream()
                .map(one -> new CheckFlag(one.sign().id(), one.rows(), one.of()))
                .toList();
    }

    void refuse(List<RefusedRow> rows) {
        int room = Math.min(rows.size(), MOST_LISTED - refused.size());
        refused.addAll(rows.subList(0, room));
        unlisted += rows.size() - room;
    }

    /** Counts of the rows of a step. A sign may need more rows than a step has. */
    void add(JunkCounts counts) {
        junk = junk.plus(counts);
    }

    /** @param name of the file; the names of its slices begin with it */
    void save(String importId, String name, SealedFiles files, PartSeals seals) {
        List<String> wrappedKeys = new ArrayList<>();
        for (int from = 0; from < known.slots(); from += SLOTS_AT_ONCE) {
            int number = wrappedKeys.size() + 1;
            Sealed sealed = seals.seal(importId + name, Purpose.IMPORT, number, known.slice(from, SLOTS_AT_ONCE));
            files.put(name + "-" + number, sealed.sealed());
            wrappedKeys.add(Base64.getEncoder().encodeToString(sealed.wrappedKey()));
        }
        KeptNotes kept = new KeptNotes(sha256, known.isExact(), wrappedKeys, refused, unlisted, junk);
        files.put(name, Json.write(kept).getBytes(StandardCharsets.UTF_8));
    }

    static CheckNotes read(
            String importId, String name, SealedFiles files, PartSeals seals, Collection<Terms> purposes) {
        byte[] bytes = files.get(name).orElseThrow(PartGoneException::new);
        KeptNotes kept = Json.read(new String(bytes, StandardCharsets.UTF_8), KeptNotes.class);
        KnownDecisions known = new KnownDecisions(purposes);
        int number = 1;
        for (String wrappedKey : kept.wrappedKeys()) {
            byte[] sealed = files.get(name + "-" + number).orElseThrow(PartGoneException::new);
            byte[] key = Base64.getDecoder().decode(wrappedKey);
            known.take(seals.open(importId + name, Purpose.IMPORT, number, new Sealed(sealed, key)));
            number++;
        }
        known.exact(kept.exact());
        CheckNotes notes = new CheckNotes(kept.sha256(), known);
        notes.refused.addAll(kept.refused());
        notes.unlisted = kept.unlisted();
        notes.junk = kept.junk();
        return notes;
    }
}
