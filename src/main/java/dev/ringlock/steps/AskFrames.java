package dev.ringlock.steps;

import dev.ringlock.form.AskPages.AskFrame;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.ShownNotice;
import jakarta.inject.Singleton;

/** The frames of pages that belong to no notice, from the policy. */
@Singleton
public final class AskFrames {

    private final Policy policy;

    public AskFrames(Policy policy) {
        this.policy = policy;
    }

    /** In one of the policy's languages. */
    public AskFrame in(String language) {
        Notice notice = policy.newest(policy.notices().get(0).id()).orElseThrow();
        return new AskFrame(
                new ShownNotice(notice, notice.wording(language).orElseThrow()),
                policy.languages(),
                policy.messages().isPresent());
    }

    /** In the language that was chosen, or else in the one that the browser likes. */
    public AskFrame of(String chosen, Request request) {
        return in(
                policy.languages().contains(chosen)
                        ? chosen
                        : PreferredLanguage.of(request.header("accept-language"))
                                .among(policy.languages()));
    }
}
