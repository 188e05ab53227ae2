package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringlock.imports.rows.FileLines.FileLine;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file with a JSON object on each line. */
record NdjsonRows(FileLines lines, JsonColumns columns) implements FileRows {

    @Override
    public @Nullable FileRow next() {
        for (FileLine line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong()) {
                return FileRow.faulty(line.number(), RowFaultKind.TOO_LONG);
            }
            if (!line.text().isBlank()) {
                return row(line, columns);
            }
        }
        return null;
    }

    @Override
    public Set<String> missing() {
        return columns.missing();
    }

    static FileRow row(FileLine line, JsonColumns columns) {
        try (JsonParser json = JsonCells.JSON.createParser(line.text())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                FileRow row = JsonCells.row(json, line.number(), columns);
                if (json.nextToken() == null) {
                    return row;
                }
            }
        } catch (IOException e) {
            // its message may hold a number
        }
        return FileRow.faulty(line.number(), RowFaultKind.NOT_JSON);
    }
}
