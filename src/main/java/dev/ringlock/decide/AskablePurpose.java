package dev.ringlock.decide;

import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.http.Request;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.Asker;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording.Box;
import java.util.Comparator;
import java.util.List;

/**
 * A purpose that an asker may ask for.
 *
 * @param title what people read of it, in the asker's language
 */
record AskablePurpose(String id, String title, String kind, List<String> channels) {

    /** All of them, in the order of their ids. */
    record OfAsker(List<AskablePurpose> purposes) {}

    static OfAsker of(Policy policy, Asker asker, Request request) {
        String language =
                PreferredLanguage.of(request.header("accept-language")).among(policy.languages());
        return new OfAsker(policy.purposes().values().stream()
                .filter(terms -> asker.mayAskFor(terms.purpose().id()))
                .sorted(Comparator.comparing(Terms::purpose))
                .map(terms -> new AskablePurpose(
                        terms.purpose().id(),
                        title(policy, terms, language),
                        terms.kind().id(),
                        terms.channels().stream().map(Channel::id).sorted().toList()))
                .toList());
    }

    /** The newest words for it; its id if no notice asks for it. */
    private static String title(Policy policy, Terms terms, String language) {
        return policy.notices().stream()
                .flatMap(notice -> policy.newest(notice.id()).stream())
                .flatMap(notice -> notice.wording(language).stream())
                .flatMap(wording -> wording.boxes().stream())
                .filter(box -> box.purpose().equals(terms.purpose()))
                .map(Box::title)
                .findFirst()
                .orElse(terms.purpose().id());
    }
}
