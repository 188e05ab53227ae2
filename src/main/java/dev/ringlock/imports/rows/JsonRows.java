package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one JSON document: of its list, or of the only list in its object, as command lines print them. Nothing
 * else in the document may be rows.
 */
final class JsonRows implements FileRows {

    private final JsonParser json;
    private final FileShape shape;
    private final JsonColumns columns;
    private final JsonSurroundings around;
    private long row;
    private boolean end;

    JsonRows(Reader text, FileShape shape, JsonColumns columns) {
        this.shape = shape;
        this.columns = columns;
        this.around = new JsonSurroundings(shape.list());
        try {
            this.json = JsonCells.JSON.createParser(text);
            if (!around.isBeforeList(json)) {
                throw noList();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads up to the beginning of the first row. */
    static Optional<JsonToken> firstRow(JsonParser json) throws IOException {
        return new JsonSurroundings("").isBeforeList(json) ? Optional.ofNullable(json.nextToken()) : Optional.empty();
    }

    @Override
    public @Nullable FileRow next() {
        try {
            JsonToken token = end ? JsonToken.END_ARRAY : json.nextToken();
            if (token == JsonToken.END_ARRAY) {
                end();
                return null;
            }
            if (token == null) {
                throw noList();
            }
            row++;
            if (token == JsonToken.START_OBJECT) {
                return JsonCells.row(json, row, columns);
            }
            json.skipChildren();
            return FileRow.faulty(row, RowFaultKind.NOT_JSON);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Set<String> missing() {
        return columns.missing();
    }

    /** Behind the list nothing may come that could be a row. */
    private void end() throws IOException {
        if (end) {
            return;
        }
        end = true;
        String cure = around.readAfterList(json);
        if (!cure.isEmpty()) {
            throw new ImportFileException(FileFault.FORMAT, row + 1, cure);
        }
    }

    private RuntimeException unreadable(IOException failure) {
        // the message of Jackson's may hold a number
        return failure instanceof JsonProcessingException
                ? new ImportFileException(
                        FileFault.FORMAT,
                        row + 1,
                        "The file is no JSON document with a list of rows: it breaks in row " + (row + 1)
                                + ". If each line is an object of its own, write `format: ndjson` in the mapping.")
                : FileText.unreadable(failure, row + 1, shape.encoding());
    }

    private ImportFileException noList() {
        String named = shape.list().isEmpty() ? "" : " of the name that the mapping gives it (`list`)";
        return new ImportFileException(
                FileFault.FORMAT,
                row + 1,
                "The file is JSON, and has no list of rows" + named + " that begins and ends.");
    }
}
