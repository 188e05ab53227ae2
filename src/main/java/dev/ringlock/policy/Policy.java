package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Rules;
import dev.ringlock.consent.Upkeep;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.law.Laws;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.reply.Replies;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The owner's declarations: a file, not code. A policy is complete and free of contradictions.
 *
 * @param languages BCP 47; every notice has a wording in each. The first is shown to a person who asks for another
 *     language
 * @param timeZone the zone of the times on pages
 * @param erasureReaches days after which backups have forgotten an erased number too, 1 to 35
 * @param purposes in the file's order, in which people are told of them
 * @param retention how long records are kept, and when a consent ends by itself
 * @param senders the owner's numbers that replies come in to
 * @param messages the messages that we send by ourselves; empty if none. Then a consent that needs proof stays
 *     requested
 * @param notices in the file's order, with older versions: a form that is still open somewhere may post one
 * @param staff the limits for staff
 * @param replies reads replies by the word lists that are on
 * @param laws the rules of law that bind decisions, and the owner's own
 * @param datasets the bounds of datasets for analysts
 * @param disclosure what a person who asks is told beside their own data
 * @param version a hash of the file's text and of the tables of law: decisions name it
 */
public record Policy(
        Controller controller,
        List<String> languages,
        ZoneId timeZone,
        int erasureReaches,
        Map<Purpose, Terms> purposes,
        List<Notice> notices,
        Retention retention,
        CallerLimits limits,
        List<Sender> senders,
        Optional<Messages> messages,
        StaffRules staff,
        Replies replies,
        Laws laws,
        DatasetRules datasets,
        Disclosure disclosure,
        String version) {

    /**
     * The limits of signups.
     *
     * @param perAddress from one caller's address (IPv6: its /64)
     * @param perAddressAndNumber from one address for one number
     */
    public record CallerLimits(Limit perAddress, Limit perAddressAndNumber) {}

    public Policy {
        languages = List.copyOf(languages);
        purposes = Collections.unmodifiableMap(new LinkedHashMap<>(purposes));
        notices = List.copyOf(notices);
        senders = List.copyOf(senders);
    }

    /** Finds numbers in texts that are kept in clear. */
    public NumberInText numberInText() {
        return NumberInText.of(senders.stream().map(Sender::number).toList());
    }

    /** The rules for what people do. */
    public Rules rules() {
        return new Rules(retention, laws, purposes.keySet());
    }

    /** The effect of an imported yes without evidence for that purpose. */
    public ImportYes importYes(Purpose purpose) {
        Terms known = purposes.get(purpose);
        return known == null ? ImportYes.REFUSED : known.importYes();
    }

    /** The rule for who may be contacted, and when. */
    public DecisionRule decisions() {
        return new DecisionRule(purposes, laws, retention.quality().dead());
    }

    /** The rules for what happens with time. */
    public Upkeep upkeep() {
        return new Upkeep(retention, purposes);
    }

    /** The newest versions of the notices that a message can ask, in the file's order. */
    public List<Notice> askable() {
        return notices.stream()
                .filter(notice -> newest(notice.id()).equals(Optional.of(notice)))
                .filter(notice -> notice.wordings().values().stream().allMatch(Wording::isAskable))
                .toList();
    }

    /** Our sender with that number. Empty if the policy has none. */
    public Optional<Sender> sender(String number) {
        return senders.stream().filter(sender -> sender.number().equals(number)).findFirst();
    }

    /** {@code preferred} if the policy has that language, else its first. */
    public String language(@Nullable String preferred) {
        return preferred != null && languages.contains(preferred) ? preferred : languages.get(0);
    }

    public Optional<Notice> notice(String id, int version) {
        return notices.stream()
                .filter(notice -> notice.id().equals(id) && notice.version() == version)
                .findFirst();
    }

    /** The wording that was shown. Empty if the policy no longer has it. */
    public Optional<ShownNotice> shown(NoticeRef ref) {
        return notice(ref.id(), ref.version())
                .flatMap(notice -> notice.wording(ref.language()).map(wording -> new ShownNotice(notice, wording)));
    }

    /** The newest version of a notice, which is the one to show. */
    public Optional<Notice> newest(String id) {
        return notices.stream().filter(notice -> notice.id().equals(id)).max(Comparator.comparingInt(Notice::version));
    }
}
