package dev.ringlock.subject;

import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.http.Fields;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.print.Paper;
import dev.ringlock.steps.record.RecordFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The person with that number wants to know all that is held about them.
 *
 * @param format of a readable answer
 * @param language of the answer's own words (BCP 47)
 */
record RecordRequest(PhoneNumber number, RecordFormat format, String language, Paper paper) {

    private static final Set<String> PAPERS = Set.of("a4", "letter");

    /** A readable one. */
    static RecordRequest read(Request request) {
        return JsonBody.read(request, (fields, errors) -> {
            NumberFields typed = NumberFields.read(fields);
            Optional<PhoneNumber> whose = typed.any(errors);
            String format = choice(fields, "format", RecordFormat.IDS, accepted(request));
            String paper = choice(fields, "paper", PAPERS, "a4");
            String language = fields.optionalText("language");
            return whose.filter(number -> errors.isEmpty())
                    .map(number -> new RecordRequest(
                            number,
                            RecordFormat.of(format),
                            language.isEmpty() ? preferred(request) : language,
                            Paper.valueOf(paper.toUpperCase(Locale.ROOT))));
        });
    }

    /** One for programs, which has no language of its own and no look. */
    static PhoneNumber number(Request request) {
        return JsonBody.read(
                request, (fields, errors) -> NumberFields.read(fields).any(errors));
    }

    private static String choice(Fields fields, String name, Set<String> words, String otherwise) {
        return fields.has(name) ? fields.choice(name, words) : otherwise;
    }

    /** What the caller takes, if the body names no format. */
    private static String accepted(Request request) {
        String accept = request.header("accept");
        if (accept.startsWith("application/pdf")) {
            return "pdf";
        }
        return accept.startsWith("text/html") ? "html" : "json";
    }

    private static String preferred(Request request) {
        return PreferredLanguage.of(request.header("accept-language")).among(List.of("en", "es", "fr", "de"));
    }
}
