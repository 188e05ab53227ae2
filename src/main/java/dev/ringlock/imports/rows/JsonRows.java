package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of one JSON document: of its list, or of the first list in its object, as command lines print them. */
final class JsonRows implements FileRows {

    private final JsonParser json;
    private final Charset encoding;
    private final Set<String> columns;
    private long row;

    JsonRows(Reader text, Charset encoding, Set<String> columns) {
        this.encoding = encoding;
        this.columns = columns;
        try {
            this.json = JsonCells.JSON.createParser(text);
            if (!isList(json)) {
                throw noList();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads up to the list. */
    private static boolean isList(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return first == JsonToken.START_ARRAY;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    /** Reads up to the beginning of the first row. */
    static Optional<JsonToken> firstRow(JsonParser json) throws IOException {
        return isList(json) ? Optional.ofNullable(json.nextToken()) : Optional.empty();
    }

    @Override
    public @Nullable FileRow next() {
        try {
            JsonToken token = json.nextToken();
            if (token == JsonToken.END_ARRAY) {
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

    private RuntimeException unreadable(IOException failure) {
        // the message of Jackson's may hold a number
        return failure instanceof JsonProcessingException
                ? new ImportFileException(
                        FileFault.FORMAT,
                        row + 1,
                        "The file is no JSON document with a list of rows: it breaks in row " + (row + 1)
                                + ". If each line is an object of its own, write `format: ndjson` in the mapping.")
                : FileText.unreadable(failure, row + 1, encoding);
    }

    private ImportFileException noList() {
        return new ImportFileException(
                FileFault.FORMAT, row + 1, "The file is JSON, and has no list of rows that begins and ends.");
    }
}
