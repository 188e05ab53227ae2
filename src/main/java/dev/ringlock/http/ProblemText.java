package dev.ringlock.http;

/** The HTTP status of each problem, and its words. The one place that knows them. */
record ProblemText(int status, String code, String title, String detail) {

    static ProblemText of(Problem refusal) {
        if (refusal instanceof Problem.Malformed malformed) {
            return new ProblemText(400, malformed.code(), "The request cannot be read", malformed.detail());
        } else if (refusal instanceof Problem.NoToken) {
            return new ProblemText(401, "no_token", "Who is calling?", "This takes a bearer token.");
        } else if (refusal instanceof Problem.NotSignedIn) {
            return new ProblemText(
                    401,
                    "not_signed_in",
                    "Not signed in",
                    "The name, the password and the code have to belong together, and a code works once.");
        } else if (refusal instanceof Problem.Forbidden forbidden) {
            return new ProblemText(403, "forbidden", "Not allowed", forbidden.detail());
        } else if (refusal instanceof Problem.NotFound) {
            return new ProblemText(404, "not_found", "Not found", "There is nothing here.");
        } else if (refusal instanceof Problem.MethodNotAllowed wrong) {
            return new ProblemText(
                    405, "method_not_allowed", "Method not allowed", "This takes " + wrong.allowed() + ".");
        } else if (refusal instanceof Problem.TooSlow slow) {
            return new ProblemText(
                    408,
                    "too_slow",
                    "The request took too long",
                    "It has to arrive whole within " + slow.most().toSeconds() + " s.");
        } else if (refusal instanceof Problem.Conflict conflict) {
            return new ProblemText(409, "conflict", "Conflict with the present state", conflict.detail());
        } else if (refusal instanceof Problem.TooLarge large) {
            return new ProblemText(
                    413, "too_large", "The body is too large", "It may have " + large.mostBytes() + " bytes.");
        } else if (refusal instanceof Problem.TargetTooLong) {
            return new ProblemText(414, "target_too_long", "The path is too long", "Send what is long in the body.");
        } else if (refusal instanceof Problem.UnsupportedMedia media) {
            return new ProblemText(
                    415, "unsupported_media", "This kind of body is not accepted", "Send " + media.accepted() + ".");
        } else if (refusal instanceof Problem.Invalid) {
            return new ProblemText(422, "invalid", "Something in the request is wrong", "Every error is listed.");
        } else if (refusal instanceof Problem.NotProved) {
            return new ProblemText(
                    422,
                    "not_proved",
                    "Not proved",
                    "The code, the number and the record have to belong together, and a code works once, for 10 minutes.");
        } else if (refusal instanceof Problem.KeyReused) {
            return new ProblemText(
                    422,
                    "idempotency_key_reused",
                    "The Idempotency-Key was used before",
                    "It belongs to another request; give every new request a new key.");
        } else if (refusal instanceof Problem.TooMany) {
            return new ProblemText(429, "too_many", "Too many tries", "Try again after the time in Retry-After.");
        } else if (refusal instanceof Problem.HeadersTooLarge) {
            return new ProblemText(
                    431, "headers_too_large", "The headers are too large", "Send fewer or shorter headers.");
        } else if (refusal instanceof Problem.Unavailable) {
            return new ProblemText(
                    503,
                    "unavailable",
                    "Not available just now",
                    "Nothing is half done: send the same request again after the time in Retry-After.");
        }
        return new ProblemText(500, "failed", "Something went wrong on our side", "It has been noted.");
    }
}
