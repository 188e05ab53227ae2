package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Rules;
import dev.ringlock.consent.Upkeep;
import dev.ringlock.reply.Replies;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the owner declared: a file, not code. It is complete and free of contradictions, or it was never made.
 *
 * @param languages BCP 47; every notice has a wording in each, and the first is shown to who asks for none of them
 * @param timeZone whose clocks the times on pages are shown by
 * @param erasureReaches days after which what was erased is gone from backups too, 1 to 35; on AWS alone
 * @param retention how long what is kept, and when a consent ends by itself
 * @param senders the owner's numbers that replies come in to
 * @param messages what we send by ourselves; empty if nothing: then a yes that needs proof stays requested
 * @param notices in the file's order, older versions included: a form that is still open somewhere may post one
 * @param staff what people of staff are held to
 * @param replies what people's replies mean, by the word lists that are on
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
        Replies replies) {

    /**
     * How many signups are taken.
     *
     * @param perAddress from one caller's address (IPv6: its /64)
     * @param perAddressAndNumber from one address for one number
     */
    public record CallerLimits(Limit perAddress, Limit perAddressAndNumber) {}

    public Policy {
        languages = List.copyOf(languages);
        purposes = Map.copyOf(purposes);
        notices = List.copyOf(notices);
        senders = List.copyOf(senders);
    }

    /** The rules of what people say. */
    public Rules rules() {
        return new Rules(retention, purposes.keySet());
    }

    /** The rules of what happens by itself. */
    public Upkeep upkeep() {
        return new Upkeep(retention, purposes);
    }

    /** The newest versions of the notices that can be asked by message, in the file's order. */
    public List<Notice> askable() {
        return notices.stream()
                .filter(notice -> newest(notice.id()).equals(Optional.of(notice)))
                .filter(notice -> notice.wordings().values().stream().allMatch(Wording::isAskable))
                .toList();
    }

    /** Our sender of that number; empty if the policy names none. */
    public Optional<Sender> sender(String number) {
        return senders.stream().filter(sender -> sender.number().equals(number)).findFirst();
    }

    /** That language if the policy has it, its first otherwise. */
    public String language(@Nullable String wanted) {
        return wanted != null && languages.contains(wanted) ? wanted : languages.get(0);
    }

    public Optional<Notice> notice(String id, int version) {
        return notices.stream()
                .filter(notice -> notice.id().equals(id) && notice.version() == version)
                .findFirst();
    }

    /** The wording that was shown; empty if the policy has it no more. */
    public Optional<ShownNotice> shown(NoticeRef ref) {
        return notice(ref.id(), ref.version())
                .flatMap(notice -> notice.wording(ref.language()).map(wording -> new ShownNotice(notice, wording)));
    }

    /** The newest version of a notice: the one to show. */
    public Optional<Notice> newest(String id) {
        return notices.stream().filter(notice -> notice.id().equals(id)).max(Comparator.comparingInt(Notice::version));
    }
}
