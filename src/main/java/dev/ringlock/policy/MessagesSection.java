package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file's {@code senders} and {@code messages}. Both are optional. */
final class MessagesSection {

    private static final String NUMBER = "a phone number with its + and country code";
    private static final List<String> PROVIDERS =
            List.of("twilio", "aws", "generic", "vonage", "telnyx", "plivo", "sinch", "messagebird", "infobip");
    /** The provider that only receives. */
    private static final String RECEIVER = "generic";

    private static final String EXAMPLE_LIMIT = "{tries: 100, per: PT1H}";

    private static final Map<Messages.MessageUse, String> NAMES = new EnumMap<>(Map.of(
            Messages.MessageUse.CODE, "code",
            Messages.MessageUse.STOPPED, "stopped",
            Messages.MessageUse.STOPPED_ALL, "stoppedAll",
            Messages.MessageUse.CONFIRMED, "confirmed",
            Messages.MessageUse.HELP, "help",
            Messages.MessageUse.LINK, "link",
            Messages.MessageUse.PAGE_CODE, "pageCode"));

    private static final Set<Messages.MessageUse> MAY_BE_LEFT_OUT = Set.of(
            Messages.MessageUse.STOPPED_ALL,
            Messages.MessageUse.CONFIRMED,
            Messages.MessageUse.LINK,
            Messages.MessageUse.PAGE_CODE);

    private MessagesSection() {}

    /**
     * @param known the policy's purposes
     * @param knownPurpose finds the purpose of an id; throws if the policy has none
     */
    static List<Sender> senders(
            Section root, Mistakes mistakes, Set<Purpose> known, Function<String, Purpose> knownPurpose) {
        List<Sender> senders = new ArrayList<>();
        if (root.optional("senders").isEmpty()) {
            return senders;
        }
        List<Node> nodes = root.list("senders", "[{number: \"+12025550100\", provider: twilio}]");
        for (int i = 0; i < nodes.size(); i++) {
            Section section = new Section(mistakes, "senders[" + i + "]", nodes.get(i));
            Sender sender = sender(section, known, knownPurpose);
            if (senders.stream().anyMatch(other -> other.number().equals(sender.number()))) {
                section.mistake("number", "is there twice; keep one");
            }
            senders.add(sender);
        }
        return senders;
    }

    private static Sender sender(Section section, Set<Purpose> known, Function<String, Purpose> knownPurpose) {
        try (section) {
            String number = section.value("number", "", Values::senderNumber, NUMBER, "\"+12025550100\"");
            String provider = section.value(
                    "provider",
                    "twilio",
                    name -> PROVIDERS.get(PROVIDERS.indexOf(name)),
                    "a provider; known are " + String.join(", ", PROVIDERS),
                    "twilio");
            boolean everything = section.optional("stop").isEmpty();
            Set<Purpose> stop = everything
                    ? known
                    : Set.copyOf(section.values("stop", knownPurpose, "a purpose of this policy", "[marketing]"));
            return new Sender(number, provider, stop, everything);
        }
    }

    /** @param titles of the policy's purposes, by language */
    static Optional<Messages> messages(
            Section root, List<Sender> senders, List<String> languages, Map<Purpose, Map<String, String>> titles) {
        if (root.optional("messages").isEmpty()) {
            return Optional.empty();
        }
        return root.section("messages", "{codes: \"+12025550100\", …}").map(section -> {
            try (section) {
                String codes = section.value("codes", "", Values::senderNumber, NUMBER, "\"+12025550100\"");
                if (!codes.isEmpty()) {
                    checkSender(section, codes, senders);
                }
                Messages.MessageLimits limits = section.section("limits", "{perNumber: " + EXAMPLE_LIMIT + ", …}")
                        .map(MessagesSection::limits)
                        .orElse(new Messages.MessageLimits(Section.ONE, Section.ONE, Section.ONE, Section.ONE));
                Map<Messages.MessageUse, Map<String, String>> texts = new EnumMap<>(Messages.MessageUse.class);
                NAMES.forEach((use, name) -> {
                    if (!MAY_BE_LEFT_OUT.contains(use) || section.optional(name).isPresent()) {
                        texts.put(use, section.perLanguage(name, languages));
                    }
                });
                checkPlace(section, texts, Messages.MessageUse.CODE, "code");
                checkPlace(section, texts, Messages.MessageUse.PAGE_CODE, "code");
                checkPlace(section, texts, Messages.MessageUse.LINK, "link");
                return new Messages(codes, limits, texts, titles);
            }
        });
    }

    /** A text that brings something has its place for it, in each language. */
    private static void checkPlace(
            Section section,
            Map<Messages.MessageUse, Map<String, String>> texts,
            Messages.MessageUse use,
            String brought) {
        String place = "{" + brought + "}";
        texts.getOrDefault(use, Map.of()).forEach((language, text) -> {
            if (!text.isEmpty() && !text.contains(place)) {
                section.mistake(
                        Objects.requireNonNull(NAMES.get(use)),
                        "has to contain " + place + ", which stands for the " + brought + ", in " + language + " too");
            }
        });
    }

    private static void checkSender(Section section, String codes, List<Sender> senders) {
        Optional<Sender> from =
                senders.stream().filter(sender -> sender.number().equals(codes)).findFirst();
        if (from.isEmpty()) {
            section.mistake("codes", "is not the number of one of the senders");
        } else if (from.get().provider().equals(RECEIVER)) {
            section.mistake("codes", "is a number of the provider " + RECEIVER + ", which only receives");
        }
    }

    private static Messages.MessageLimits limits(Section section) {
        try (section) {
            Limit perNumber = section.limit("perNumber");
            Limit perRange = section.limit("perRange");
            Limit perCountry = section.limit("perCountry");
            return new Messages.MessageLimits(perNumber, perRange, perCountry, section.limit("overall"));
        }
    }
}
