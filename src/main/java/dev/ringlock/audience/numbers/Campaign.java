package dev.ringlock.audience.numbers;

import dev.ringlock.http.Fields;
import dev.ringlock.phone.NumberInText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a person of staff gets numbers. It goes on the ledger, in clear.
 *
 * @param reason in their own words
 * @param campaign the owner's id of it
 */
public record Campaign(String reason, String campaign) {

    private static final int LONGEST_REASON = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Reads it. If it notes an error, the result must not be used. */
    public static Campaign read(Fields fields, NumberInText numbers) {
        String reason = fields.words("reason", LONGEST_REASON, numbers);
        Optional<String> campaign = fields.given("campaign");
        if (campaign.isPresent() && !ID.matcher(campaign.get()).matches()) {
            fields.note("campaign", "not_a_campaign", "1 to 64 letters, digits, dots, dashes and underscores.");
        } else {
            numbers.in(campaign.orElse(""))
                    .ifPresent(place -> fields.note(
                            "campaign",
                            "not_a_campaign",
                            "It must not hold a phone number: " + place + " may be one."));
        }
        return new Campaign(reason, campaign.orElse(""));
    }

    /** Its fields on the ledger. */
    public Map<String, String> fields() {
        return Map.of("reason", reason, "campaign", campaign);
    }
}
