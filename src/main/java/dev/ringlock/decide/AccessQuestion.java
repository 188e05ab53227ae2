package dev.ringlock.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.steps.PlacedNumber;
import dev.ringlock.terms.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A question in AuthZEN's shape: the subject is a phone number, the action a channel, the resource a purpose. What it says
 * besides is ignored, as the specification wants it.
 *
 * @param malformed what AuthZEN itself asks for and is missing or of another type; empty if it can be answered
 */
record AccessQuestion(DecisionItem item, List<FieldError> malformed) {

    private static final String NUMBER = "phone_number";
    private static final String PURPOSE = "purpose";

    /** Codes of what AuthZEN's own shape does not allow. */
    private static final Set<String> OF_SHAPE = Set.of("required", "wrong_type", "too_long", "not_plain_text");

    AccessQuestion {
        malformed = List.copyOf(malformed);
    }

    /** @param pointer of its place in the body */
    static AccessQuestion read(ObjectNode body, String pointer, String key) {
        List<FieldError> errors = new ArrayList<>();
        Optional<DecisionRequest> request = request(Fields.of(body, errors), key);
        List<FieldError> placed = errors.stream()
                .map(error -> new FieldError(pointer + error.pointer(), error.code(), error.detail()))
                .toList();
        List<FieldError> malformed =
                placed.stream().filter(error -> OF_SHAPE.contains(error.code())).toList();
        return new AccessQuestion(
                new DecisionItem(placed.isEmpty() ? request : Optional.empty(), pointer, placed), malformed);
    }

    private static Optional<DecisionRequest> request(Fields fields, String key) {
        Optional<Fields> subject = fields.object("subject");
        Optional<Fields> action = fields.object("action");
        Optional<Fields> resource = fields.object("resource");
        Optional<Fields> how = action.flatMap(given -> given.optionalObject("properties"));
        Optional<PlacedNumber> who = subject.flatMap(AccessQuestion::who);
        Optional<Channel> channel = action.flatMap(AccessQuestion::channel);
        Optional<String> purpose = resource.flatMap(AccessQuestion::purpose);
        boolean reserve = how.map(given -> given.optionalBool("reserve")).orElse(false);
        String own = how.map(AccessQuestion::key).orElse("");
        Optional<Instant> at =
                fields.optionalObject("context").flatMap(context -> DecisionRequest.instant(context, "at"));
        if (reserve && at.isPresent()) {
            fields.note("context", "not_both", "A place is taken now, so name no instant.");
        }
        return who.isEmpty() || channel.isEmpty() || purpose.isEmpty()
                ? Optional.empty()
                : Optional.of(new DecisionRequest(
                        who.get(), purpose.get(), channel.get(), at.orElse(null), reserve, own.isEmpty() ? key : own));
    }

    private static Optional<PlacedNumber> who(Fields subject) {
        Optional<String> type = subject.given("type");
        if (type.isPresent() && !type.get().equals(NUMBER)) {
            subject.text("id");
            subject.note("type", "unknown_choice", "This has to be " + NUMBER + ".");
            return Optional.empty();
        }
        return PlacedNumber.read(subject, "id", subject.optionalObject("properties"));
    }

    private static Optional<Channel> channel(Fields action) {
        Optional<String> name = action.given("name");
        Optional<Channel> channel = name.flatMap(DecisionRequest::channel);
        if (name.isPresent() && channel.isEmpty()) {
            action.note("name", "unknown_choice", "Choose one of " + DecisionRequest.CHANNELS + ".");
        }
        return channel;
    }

    /** Something else than a purpose is none that exists. */
    private static Optional<String> purpose(Fields resource) {
        Optional<String> type = resource.given("type");
        Optional<String> id = resource.given("id");
        return type.flatMap(given -> id.map(named -> given.equals(PURPOSE) ? named : ""));
    }

    private static String key(Fields properties) {
        String key = properties.optionalText("key");
        if (!key.isEmpty() && !IdempotencyKey.isKey(key)) {
            properties.note("key", "unknown_choice", "A key has 1 to 128 visible ASCII characters.");
        }
        return key;
    }
}
