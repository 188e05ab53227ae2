package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.consent.Controller;
import dev.ringlock.consent.Notice;
import dev.ringlock.consent.Purpose;
import dev.ringlock.consent.Terms;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner declared: a file, not code. It is complete and free of contradictions, or it was never made.
 *
 * @param languages BCP 47; every notice has a wording in each, and the first is shown to who asks for none of them
 * @param timeZone whose clocks the times on pages are shown by
 * @param erasureReaches days after which what was erased is gone from backups too, 1 to 35; on AWS alone
 * @param notices in the file's order, older versions included: a form that is still open somewhere may post one
 */
public record Policy(
        Controller controller,
        List<String> languages,
        ZoneId timeZone,
        int erasureReaches,
        Map<Purpose, Terms> purposes,
        List<Notice> notices,
        Limits limits) {

    /**
     * How many signups are taken.
     *
     * @param perAddress from one caller's address (IPv6: its /64)
     * @param perAddressAndNumber from one address for one number
     */
    public record Limits(Limit perAddress, Limit perAddressAndNumber) {}

    public Policy {
        languages = List.copyOf(languages);
        purposes = Map.copyOf(purposes);
        notices = List.copyOf(notices);
    }

    public Optional<Notice> notice(String id, int version) {
        return notices.stream()
                .filter(notice -> notice.id().equals(id) && notice.version() == version)
                .findFirst();
    }

    /** The newest version of a notice: the one to show. */
    public Optional<Notice> newest(String id) {
        return notices.stream().filter(notice -> notice.id().equals(id)).max(Comparator.comparingInt(Notice::version));
    }
}
