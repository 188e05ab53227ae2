package dev.ringlock.imports.run;

import dev.ringlock.ledger.Sha256;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.util.List;
import java.util.Map;

/** The notice of a yes whose words nobody knows any more. It says just that, so that no entry names words that nobody saw. */
final class UnknownWords {

    private static final String TEXT =
            "The words that this person saw are not known. Another system has written down that the person agreed.";

    private static final int HASHED = 12;

    private UnknownWords() {}

    static ShownNotice of(Policy policy, List<Terms> terms) {
        List<Purpose> purposes = terms.stream().map(Terms::purpose).sorted().toList();
        Controller controller = policy.controller();
        String language = policy.languages().get(0);
        Wording wording = new Wording(language, controller, TEXT, List.of(), "", "");
        // other purposes or another controller are another notice
        String hash =
                Sha256.hex(controller.name(), purposes.stream().map(Purpose::id).toArray(String[]::new));
        Notice notice = new Notice("unknown-" + hash.substring(0, HASHED), 1, purposes, Map.of(language, wording));
        return new ShownNotice(notice, wording);
    }
}
