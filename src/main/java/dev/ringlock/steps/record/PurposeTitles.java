package dev.ringlock.steps.record;

import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Wording;
import java.util.HashMap;
import java.util.Map;

/** What purposes are called today; the id of one that the policy no longer has. */
final class PurposeTitles {

    private final Map<Purpose, String> titles = new HashMap<>();

    PurposeTitles(Policy policy, String language) {
        String spoken = policy.language(language);
        policy.notices().stream()
                .flatMap(notice -> notice.wording(spoken).stream())
                .map(Wording::boxes)
                .forEach(boxes -> boxes.forEach(box -> titles.put(box.purpose(), box.title())));
    }

    String of(Purpose purpose) {
        return titles.getOrDefault(purpose, purpose.id());
    }

    String of(String id) {
        return Purpose.isId(id) ? of(new Purpose(id)) : id;
    }
}
