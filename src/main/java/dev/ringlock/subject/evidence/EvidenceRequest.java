package dev.ringlock.subject.evidence;

import dev.ringlock.http.Fields;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.DecisionRequest;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a pack is about: one number, or a sample of one campaign's people.
 *
 * @param number null for a campaign
 * @param campaign null for a number
 * @param includeNumber whether the pack says the number that the asker typed
 * @param sends messages that are in question: each is decided again from the ledger as it stood then
 */
public record EvidenceRequest(
        @Nullable PhoneNumber number,
        @Nullable AskedCampaign campaign,
        boolean includeNumber,
        List<AskedMessage> sends) {

    /** As much of the ledger as is walked for one campaign. */
    public static final Duration LONGEST_SPAN = Duration.ofDays(31);

    /** So many messages can be asked about in one pack. */
    public static final int MOST_SENDS = 20;

    private static final Pattern CAMPAIGN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** A message in question. */
    public record AskedMessage(Purpose purpose, Channel channel, Instant at) {

        /** From purpose, channel and instant (RFC 3339) with commas between them; empty if it is something else. */
        public static Optional<AskedMessage> of(String text) {
            String[] parts = text.split(",", -1);
            if (parts.length != 3 || !Purpose.isId(parts[0])) {
                return Optional.empty();
            }
            return DecisionRequest.channel(parts[1])
                    .flatMap(channel -> DecisionRequest.instant(parts[2])
                            .map(at -> new AskedMessage(new Purpose(parts[0]), channel, at)));
        }
    }

    /**
     * A campaign by the owner's id of it.
     *
     * @param from when its numbers were taken: the ledger is walked from here
     */
    public record AskedCampaign(String id, Instant from, Instant to) {}

    public EvidenceRequest {
        sends = List.copyOf(sends);
    }

    public static EvidenceRequest of(PhoneNumber number, boolean includeNumber, List<AskedMessage> sends) {
        return new EvidenceRequest(number, null, includeNumber, sends);
    }

    public static EvidenceRequest of(AskedCampaign campaign) {
        return new EvidenceRequest(null, campaign, false, List.of());
    }

    /** Whether that text can be a campaign's id. */
    public static boolean isCampaign(String text) {
        return CAMPAIGN.matcher(text).matches();
    }

    public static EvidenceRequest read(Request request) {
        return JsonBody.read(request, (fields, errors) -> {
            boolean include = fields.optionalBool("includeNumber");
            List<AskedMessage> sends = sends(fields);
            Optional<AskedCampaign> campaign = campaign(fields);
            NumberFields typed = NumberFields.optional(fields);
            if (typed.number().isEmpty() && campaign.isEmpty() && errors.isEmpty()) {
                fields.note("number", "required", "Give a number, or a campaign with its times.");
            } else if (campaign.isPresent() && (!typed.number().isEmpty() || include || !sends.isEmpty())) {
                fields.note("campaign", "not_both", "A campaign's pack is about no number and no single messages.");
            }
            if (campaign.isPresent()) {
                return campaign.map(EvidenceRequest::of);
            }
            return typed.number().isEmpty()
                    ? Optional.empty()
                    : typed.any(errors).map(number -> new EvidenceRequest(number, null, include, sends));
        });
    }

    private static Optional<AskedCampaign> campaign(Fields fields) {
        String id = fields.optionalText("campaign");
        Optional<Instant> from = DecisionRequest.instant(fields, "from");
        Optional<Instant> to = DecisionRequest.instant(fields, "to");
        if (id.isEmpty() && from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        } else if (!isCampaign(id)) {
            fields.note("campaign", "not_a_campaign", "1 to 64 letters, digits, dots, dashes and underscores.");
        } else if (from.isEmpty() || to.isEmpty()) {
            fields.note("from", "required", "Name the times (from and to) in which the campaign took its numbers.");
        } else if (!from.get().isBefore(to.get())
                || Duration.between(from.get(), to.get()).compareTo(LONGEST_SPAN) > 0) {
            fields.note("to", "size", "After from, by at most 31 days.");
        } else {
            return Optional.of(new AskedCampaign(id, from.get(), to.get()));
        }
        return Optional.empty();
    }

    private static List<AskedMessage> sends(Fields fields) {
        List<AskedMessage> sends = new ArrayList<>();
        if (!fields.has("sends")) {
            return sends;
        }
        for (Fields each : fields.objects("sends", MOST_SENDS)) {
            String purpose = purpose(each);
            Optional<Channel> channel = each.given("channel").flatMap(DecisionRequest::channel);
            Optional<Instant> at = DecisionRequest.instant(each, "at");
            if (channel.isEmpty()) {
                each.note("channel", "unknown_choice", "Choose one of " + DecisionRequest.CHANNELS + ".");
            } else if (at.isEmpty()) {
                each.note("at", "required", "Give an instant by RFC 3339.");
            } else if (!purpose.isEmpty()) {
                sends.add(new AskedMessage(new Purpose(purpose), channel.get(), at.get()));
            }
            each.refuseOthers();
        }
        return sends;
    }

    private static String purpose(Fields fields) {
        String id = fields.text("purpose");
        if (!id.isEmpty() && !Purpose.isId(id)) {
            fields.note("purpose", "unknown_choice", "Give a purpose's id.");
            return "";
        }
        return id;
    }

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "EvidenceRequest";
    }
}
