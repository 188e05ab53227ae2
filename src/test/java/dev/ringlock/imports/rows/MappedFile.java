package dev.ringlock.imports.rows;

import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files that are read by one mapping, in the policy of Harbour Books. */
final class MappedFile {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));

    private final Mapping mapping;

    MappedFile(String mapping) {
        this.mapping = Mapping.read(mapping, POLICY);
    }

    List<ImportRow> rows(String file) {
        return rows(file, 0);
    }

    List<ImportRow> rows(String file, long afterLine) {
        return rows(file.getBytes(StandardCharsets.UTF_8), afterLine);
    }

    List<ImportRow> rows(byte[] file, long afterLine) {
        return rows(new ByteArrayInputStream(file), afterLine);
    }

    List<ImportRow> rows(InputStream file, long afterLine) {
        try (ImportRows rows = ImportRows.open(file, mapping, POLICY, NOW, afterLine)) {
            List<ImportRow> found = new ArrayList<>();
            for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                found.add(row.get());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
