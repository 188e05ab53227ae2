package dev.ringlock.imports;

import dev.ringlock.http.Fields;
import dev.ringlock.phone.NumberInText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to open an import.
 *
 * @param source the system that the file comes from. It names a row together with the row's own id
 * @param name of the file, for people; may be empty
 */
record ImportRequest(String source, String name) {

    private static final int LONGEST_NAME = 200;
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    static Optional<ImportRequest> read(Fields fields, NumberInText numbers) {
        Optional<String> source = fields.given("source");
        if (source.isPresent()
                && (!SOURCE.matcher(source.get()).matches()
                        || numbers.in(source.get()).isPresent())) {
            fields.note(
                    "source",
                    "not_a_source",
                    "1 to 64 lower-case letters, digits, dots, dashes and underscores, such as crm."
                            + " It must not hold a phone number.");
        }
        String name = fields.has("name") ? fields.words("name", LONGEST_NAME, numbers) : "";
        return source.map(text -> new ImportRequest(text, name));
    }
}
