package dev.ringlock.imports.run;

import dev.ringlock.imports.rows.ImportRow;
import dev.ringlock.imports.rows.ImportRows;
import dev.ringlock.imports.rows.Mapping;
import dev.ringlock.imports.run.ImportAct.OrderedWork;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.SealedFiles;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** The file of one check or run: its parts are those that were there when it was asked for. */
final class ImportFile {

    private static final int BUFFER = 1 << 16;

    private final ImportManifest manifest;
    private final List<ImportPart> parts;
    private final Mapping mapping;
    private final Policy policy;
    private final Index index;
    private final SealedFiles files;
    private final PartSeals seals;
    private final int groupSize;

    /** @throws dev.ringlock.imports.rows.MappingMistakesException if the mapping cannot be used any more */
    ImportFile(ImportManifest manifest, Policy policy, Index index, SealedFiles files, PartSeals seals, int groupSize) {
        OrderedWork work = manifest.work().orElseThrow();
        this.manifest = manifest;
        this.parts = manifest.file();
        this.mapping = Mapping.read(work.mapping(), policy);
        this.policy = policy;
        this.index = index;
        this.files = files;
        this.seals = seals;
        this.groupSize = groupSize;
    }

    Mapping mapping() {
        return mapping;
    }

    /** When the work was asked for. To each of its steps, what is later has not happened yet. */
    Instant askedAt() {
        return manifest.acts().get(manifest.workAct() - 1).instant();
    }

    /** SHA-256 of the whole file, in hex. */
    String sha256() {
        MessageDigest digest = Sha256.digest();
        try (PartStream file = stream()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = file.read(buffer, 0, BUFFER); count > 0; count = file.read(buffer, 0, BUFFER)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @param seen is told each row as it is read */
    RowGroups groups(boolean yeses, long afterLine, Consumer<ImportRow> seen) {
        PartStream file = stream();
        ImportRows rows = ImportRows.open(file, mapping, policy, askedAt(), afterLine);
        return new RowGroups(rows, file, index, yeses, groupSize, afterLine, seen);
    }

    private PartStream stream() {
        return new PartStream(manifest.order().importId(), parts, files, seals);
    }
}
