package dev.ringlock.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;

/** What a provider answered. It may repeat the number, and never shows itself. */
public record ProviderAnswer(int status, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A provider's code for what is wrong: no word of a text, and never of as many digits as a number has. */
    private static final Pattern CODE = Pattern.compile("[0-9]{1,6}|[A-Za-z][A-Za-z_]{0,99}");

    /** The JSON in it, of a missing kind if there is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Whether the provider took the message: then it names the message's id in that field. */
    public boolean took(String field) {
        return status / 100 == 2 && json().path(field).isTextual();
    }

    /** @param code the provider's own code for what is wrong; told only if it looks like one */
    public MessageNotSentException refused(String code) {
        String shown = CODE.matcher(code).matches() ? ", " + code : "";
        return new MessageNotSentException("the provider answered " + status + shown);
    }

    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
