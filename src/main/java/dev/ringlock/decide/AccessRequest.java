package dev.ringlock.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The body of an AuthZEN request: one question, or several with what they have in common.
 *
 * @param single whether it is answered as one
 * @param enough ends the evaluation after a decision
 */
record AccessRequest(List<AccessQuestion> questions, boolean single, Predicate<MadeDecision> enough) {

    private static final String EVALUATIONS = "evaluations";
    private static final int MOST = 1_000;

    /**
     * What an item takes from the body if it does not say it: the whole, or its type. An id is never completed: one that was
     * lost must not become somebody else's.
     */
    private static final Map<String, List<String>> DEFAULTS = Map.of(
            "subject", List.of("type"),
            "action", List.of(),
            "resource", List.of("type"),
            "context", List.of());

    private static final Map<String, Predicate<MadeDecision>> SEMANTICS = Map.of(
            "execute_all", made -> false,
            "deny_on_first_deny", made -> !made.isAllowed(),
            "permit_on_first_permit", MadeDecision::isAllowed);

    AccessRequest {
        questions = List.copyOf(questions);
    }

    /**
     * One question.
     *
     * @throws ProblemException if it is malformed
     */
    static AccessRequest one(Request request, String key) {
        return one(body(request), key);
    }

    /**
     * Several; without a list it is one.
     *
     * @throws ProblemException if the body as a whole is malformed
     */
    static AccessRequest several(Request request, String key) {
        ObjectNode body = body(request);
        JsonNode list = body.path(EVALUATIONS);
        if (list.isMissingNode() || list.isNull() || (list.isArray() && list.isEmpty())) {
            return one(body, key);
        } else if (!list.isArray() || list.size() > MOST) {
            throw malformed("/" + EVALUATIONS + ": This has to be a list of at most " + MOST + ".");
        }
        List<AccessQuestion> questions = new ArrayList<>();
        for (JsonNode item : list) {
            String pointer = "/" + EVALUATIONS + "/" + questions.size();
            questions.add(
                    item instanceof ObjectNode own
                            ? AccessQuestion.read(
                                    whole(own, body), pointer, IdempotencyKey.ofItem(key, questions.size()))
                            : AccessQuestion.read(JsonNodeFactory.instance.objectNode(), pointer, ""));
        }
        return new AccessRequest(questions, false, semantic(body));
    }

    private static AccessRequest one(ObjectNode body, String key) {
        AccessQuestion question = AccessQuestion.read(body, "", key);
        if (!question.malformed().isEmpty()) {
            throw malformed(told(question.malformed()));
        }
        return new AccessRequest(List.of(question), true, made -> false);
    }

    /** What is wrong, and where; never what was sent. */
    static String told(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }

    private static ObjectNode body(Request request) {
        if (!request.mediaType().equals("application/json")) {
            throw malformed("Send application/json.");
        }
        return Json.read(request.body());
    }

    private static Predicate<MadeDecision> semantic(ObjectNode body) {
        JsonNode options = body.path("options");
        JsonNode named = options.path("evaluations_semantic");
        if ((!options.isMissingNode() && !options.isObject()) || (!named.isMissingNode() && !named.isTextual())) {
            throw malformed("/options: This has to be an object with texts.");
        }
        Predicate<MadeDecision> semantic = SEMANTICS.get(named.asText("execute_all"));
        if (semantic == null) {
            throw malformed("/options/evaluations_semantic: Choose one of "
                    + String.join(", ", SEMANTICS.keySet().stream().sorted().toList()) + ".");
        }
        return semantic;
    }

    private static ObjectNode whole(ObjectNode item, ObjectNode body) {
        ObjectNode whole = item.deepCopy();
        DEFAULTS.forEach((entity, parts) -> {
            JsonNode general = body.path(entity);
            if (!whole.has(entity) && !general.isMissingNode()) {
                whole.set(entity, general);
            } else if (whole.get(entity) instanceof ObjectNode own) {
                parts.stream()
                        .filter(part -> !own.has(part) && general.has(part))
                        .forEach(part -> own.set(part, general.get(part)));
            }
        });
        return whole;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new Problem.Malformed("not_an_evaluation", detail));
    }
}
