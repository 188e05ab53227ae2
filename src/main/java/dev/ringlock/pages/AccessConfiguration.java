package dev.ringlock.pages;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringlock.http.PublicUrl;

/** Where AuthZEN's questions are answered: the metadata that its specification wants at a well-known place. */
record AccessConfiguration(
        @JsonProperty("policy_decision_point") String decisionPoint,
        @JsonProperty("access_evaluation_endpoint") String evaluation,
        @JsonProperty("access_evaluations_endpoint") String evaluations) {

    static AccessConfiguration of(PublicUrl address) {
        String at = address.value();
        return new AccessConfiguration(at, at + "/access/v1/evaluation", at + "/access/v1/evaluations");
    }
}
