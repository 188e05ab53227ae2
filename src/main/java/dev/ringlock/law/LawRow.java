package dev.ringlock.law;

import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.util.Set;

/**
 * A row of the tables of law, or one of the owner's.
 *
 * @param kinds of purposes that it binds
 * @param purposes that it binds; empty if all of those kinds
 * @param on whether it binds at all
 * @param note what else is known of it, for people
 */
public record LawRow(
        LegalRule rule,
        RuleOccasion occasion,
        Set<Channel> channels,
        Set<PurposeKind> kinds,
        Set<Purpose> purposes,
        boolean on,
        String note,
        RuleContent content) {

    /** The jurisdiction of rules that bind everywhere. */
    public static final String EVERYWHERE = "*";

    /** The confidence of the owner's own rules. */
    public static final String OWNER = "owner";

    private static final String OF_STATE = "-";

    public LawRow {
        channels = Set.copyOf(channels);
        kinds = Set.copyOf(kinds);
        purposes = Set.copyOf(purposes);
    }

    /** The same, switched on or off. */
    public LawRow switched(boolean isOn, String reason) {
        return new LawRow(rule, occasion, channels, kinds, purposes, isOn, reason, content);
    }

    /** Whether it is about such messages at all, wherever the person is. */
    boolean binds(Channel channel, Terms terms) {
        return on && channels.contains(channel) && counts(terms.purpose(), terms.kind());
    }

    boolean counts(Purpose purpose, PurposeKind kind) {
        return kind != PurposeKind.SECURITY
                && kinds.contains(kind)
                && (purposes.isEmpty() || purposes.contains(purpose));
    }

    /** Whether a person there is bound by it, or may be. */
    boolean reaches(NumberPlace place) {
        String jurisdiction = rule.jurisdiction();
        return switch (occasion) {
            case NO_OTHER_RULE -> isEverywhere() || isIn(place, jurisdiction);
            case UNKNOWN_STATE -> isIn(place, jurisdiction) && !hasStateIn(place, jurisdiction);
            case ALWAYS -> isEverywhere() || isIn(place, jurisdiction);
        };
    }

    /** Whether the person may be in that state, because none of theirs is known. */
    boolean mayReach(NumberPlace place) {
        return rule.jurisdiction().contains(OF_STATE)
                && country().equals(place.country())
                && !hasStateIn(place, country());
    }

    /** Whether the policy has it, and not a table of law. */
    boolean isOwners() {
        return rule.confidence().equals(OWNER);
    }

    boolean isEverywhere() {
        return rule.jurisdiction().equals(EVERYWHERE);
    }

    /** The country of its jurisdiction. */
    String country() {
        return countryOf(rule.jurisdiction());
    }

    private static boolean isIn(NumberPlace place, String jurisdiction) {
        return jurisdiction.equals(place.country())
                || place.states().contains(jurisdiction)
                || (!jurisdiction.contains(OF_STATE) && hasStateIn(place, jurisdiction));
    }

    private static boolean hasStateIn(NumberPlace place, String country) {
        return place.states().stream().anyMatch(state -> countryOf(state).equals(country));
    }

    static String countryOf(String jurisdiction) {
        int end = jurisdiction.indexOf(OF_STATE);
        return end < 0 ? jurisdiction : jurisdiction.substring(0, end);
    }
}
