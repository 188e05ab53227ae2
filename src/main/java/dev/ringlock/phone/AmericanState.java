package dev.ringlock.phone;

import static java.util.Map.entry;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** States of the USA and provinces of Canada, as the geocoding data writes them. */
final class AmericanState {

    private static final Map<String, String> CODES = Map.ofEntries(
            entry("Alabama", "US-AL"),
            entry("Alaska", "US-AK"),
            entry("Arizona", "US-AZ"),
            entry("Arkansas", "US-AR"),
            entry("California", "US-CA"),
            entry("Colorado", "US-CO"),
            entry("Connecticut", "US-CT"),
            entry("Delaware", "US-DE"),
            entry("Washington D.C.", "US-DC"),
            entry("Florida", "US-FL"),
            entry("Georgia", "US-GA"),
            entry("Hawaii", "US-HI"),
            entry("Idaho", "US-ID"),
            entry("Illinois", "US-IL"),
            entry("Indiana", "US-IN"),
            entry("Iowa", "US-IA"),
            entry("Kansas", "US-KS"),
            entry("Kentucky", "US-KY"),
            entry("Louisiana", "US-LA"),
            entry("Maine", "US-ME"),
            entry("Maryland", "US-MD"),
            entry("Massachusetts", "US-MA"),
            entry("Michigan", "US-MI"),
            entry("Minnesota", "US-MN"),
            entry("Mississippi", "US-MS"),
            entry("Missouri", "US-MO"),
            entry("Montana", "US-MT"),
            entry("Nebraska", "US-NE"),
            entry("Nevada", "US-NV"),
            entry("New Hampshire", "US-NH"),
            entry("New Jersey", "US-NJ"),
            entry("New Mexico", "US-NM"),
            entry("New York", "US-NY"),
            entry("North Carolina", "US-NC"),
            entry("North Dakota", "US-ND"),
            entry("Ohio", "US-OH"),
            entry("Oklahoma", "US-OK"),
            entry("Oregon", "US-OR"),
            entry("Pennsylvania", "US-PA"),
            entry("Rhode Island", "US-RI"),
            entry("South Carolina", "US-SC"),
            entry("South Dakota", "US-SD"),
            entry("Tennessee", "US-TN"),
            entry("Texas", "US-TX"),
            entry("Utah", "US-UT"),
            entry("Vermont", "US-VT"),
            entry("Virginia", "US-VA"),
            entry("Washington State", "US-WA"),
            entry("West Virginia", "US-WV"),
            entry("Wisconsin", "US-WI"),
            entry("Wyoming", "US-WY"),
            entry("Alberta", "CA-AB"),
            entry("British Columbia", "CA-BC"),
            entry("Manitoba", "CA-MB"),
            entry("New Brunswick", "CA-NB"),
            entry("Newfoundland and Labrador", "CA-NL"),
            entry("Nova Scotia", "CA-NS"),
            entry("Northwest Territories", "CA-NT"),
            entry("Nunavut", "CA-NU"),
            entry("Ontario", "CA-ON"),
            entry("Prince Edward Island", "CA-PE"),
            entry("Quebec", "CA-QC"),
            entry("Saskatchewan", "CA-SK"),
            entry("Yukon", "CA-YT"),
            // area codes that have only a town or a slip of the pen
            entry("British Colombia", "CA-BC"),
            entry("Toronto", "CA-ON"),
            entry("Watson Lake", "CA-YT"),
            entry("Philadelphia", "US-PA"));

    private static final Set<String> KNOWN = Set.copyOf(CODES.values());

    /** Territories, whose numbers have a country of their own. Nobody lives on the islands of {@code US-UM}. */
    private static final Set<String> TERRITORIES = Set.of("US-AS", "US-GU", "US-MP", "US-PR", "US-VI");

    private AmericanState() {}

    /** The states and provinces. */
    static Set<String> all() {
        return KNOWN;
    }

    static Set<String> territories() {
        return TERRITORIES;
    }

    static boolean isKnown(String code) {
        return KNOWN.contains(code) || TERRITORIES.contains(code);
    }

    /**
     * The states of a description such as {@code Miami, FL} or {@code Northwest Territories/Nunavut/Yukon}, in ISO 3166-2.
     * Empty if it names none, or one that is not in that country.
     */
    static Set<String> named(String description, String country) {
        int comma = description.lastIndexOf(", ");
        if (comma >= 0) {
            String code = country + "-" + description.substring(comma + 2);
            return KNOWN.contains(code) ? Set.of(code) : Set.of();
        }
        Set<String> found = new HashSet<>();
        for (String name : description.split("/", -1)) {
            String code = CODES.get(name.strip());
            if (code == null || !code.startsWith(country)) {
                return Set.of();
            }
            found.add(code);
        }
        return Set.copyOf(found);
    }
}
