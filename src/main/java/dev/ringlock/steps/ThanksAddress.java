package dev.ringlock.steps;

import dev.ringlock.form.CodeNote;
import dev.ringlock.form.CodePage;
import dev.ringlock.form.CodePage.HiddenField;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The address of the page that answers a signup. It has the notice and what was ticked, and nothing of the person.
 *
 * @param ticked in the order of the notice
 */
public record ThanksAddress(ShownNotice shown, List<Purpose> ticked, CodeNote note) {

    private static final String PATH = "/v1/consents";
    private static final String BETWEEN = ",";

    public ThanksAddress {
        ticked = List.copyOf(ticked);
    }

    /** Reads the parameters of such an address, or the fields of a form on its page. Empty if the policy has no such notice. */
    public static Optional<ThanksAddress> of(Map<String, String> fields, Policy policy) {
        String version = fields.getOrDefault("version", "");
        NoticeRef ref = new NoticeRef(
                fields.getOrDefault("notice", ""),
                version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0,
                fields.getOrDefault("language", ""));
        List<String> named = Arrays.asList(fields.getOrDefault("purposes", "").split(BETWEEN));
        return policy.shown(ref)
                .map(shown -> new ThanksAddress(
                        shown,
                        shown.notice().purposes().stream()
                                .filter(purpose -> named.contains(purpose.id()))
                                .toList(),
                        CodeNote.of(fields.getOrDefault("code", ""))));
    }

    /** The titles of what was ticked, of those purposes alone. */
    public List<String> titles(Predicate<Purpose> asked) {
        return shown.wording().boxes().stream()
                .filter(box -> ticked.contains(box.purpose()) && asked.test(box.purpose()))
                .map(Wording.Box::title)
                .toList();
    }

    /** The form for the code of that signup. */
    public CodePage codePage(AskedCode asked, Instant now) {
        NoticeRef ref = shown.ref();
        return new CodePage(
                PATH + "/confirm",
                PATH + "/codes",
                List.of(
                        new HiddenField("notice", ref.id()),
                        new HiddenField("version", String.valueOf(ref.version())),
                        new HiddenField("language", ref.language()),
                        new HiddenField("purposes", purposes()),
                        new HiddenField("recordId", asked.recordId()),
                        new HiddenField("number", asked.inClear())),
                note,
                asked.pause(now));
    }

    /** The same page with something to say. */
    public ThanksAddress with(CodeNote other) {
        return new ThanksAddress(shown, ticked, other);
    }

    /** What it says of these purposes alone. */
    public ThanksAddress with(CodeNote other, List<Purpose> purposes) {
        return new ThanksAddress(shown, purposes, other);
    }

    /** What was ticked, as one text. */
    public String purposes() {
        return ticked.stream().map(Purpose::id).collect(Collectors.joining(BETWEEN));
    }

    public String path() {
        NoticeRef ref = shown.ref();
        return PATH + "?notice=" + ref.id() + "&version=" + ref.version() + "&language=" + ref.language() + "&purposes="
                + purposes() + (note == CodeNote.NOTHING ? "" : "&code=" + note.id());
    }
}
