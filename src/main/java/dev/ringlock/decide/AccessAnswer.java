package dev.ringlock.decide;

/**
 * AuthZEN's answer: yes or no. A defer is a no.
 *
 * @param context why: our own answer with its reasons, or what is malformed
 */
record AccessAnswer(boolean decision, Object context) {

    /** Of one of several questions that is malformed. */
    record MalformedContext(AccessError error) {}

    /** @param status that it would have had alone */
    record AccessError(int status, String message) {}

    static AccessAnswer of(AccessQuestion question, MadeDecision made, String policyVersion, String language) {
        return new AccessAnswer(
                made.isAllowed(),
                question.malformed().isEmpty()
                        ? made.told(policyVersion, language)
                        : new MalformedContext(new AccessError(400, AccessRequest.told(question.malformed()))));
    }
}
