package dev.ringlock.steps;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.UnknownText;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Replies;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Looks for a likely opt-out, and for the one phone that it may be of, in a webhook that nobody can read. */
final class UnreadableSearch {

    private static final Set<Reading> LIKELY =
            EnumSet.of(Reading.OPT_OUT_EXACT, Reading.OPT_OUT_INTENT, Reading.REVIEW);

    /** No number is longer, whatever stands before it. */
    private static final int LONGEST_NUMBER = 40;

    private final Replies replies;
    private final Parties parties;

    UnreadableSearch(Replies replies, Parties parties) {
        this.replies = replies;
        this.parties = parties;
    }

    /**
     * The message that may be an opt-out, with the texts that look like one. Its sender is the only number under a name that providers give
     * to who wrote; if there is no such name, the only number at all. Our own senders do not count.
     *
     * @return empty if nothing in it is a likely opt-out, or if nobody knows whose it is
     */
    Optional<InboundMessage> optOut(Unreadable unreadable) {
        String likely = unreadable.texts().stream()
                .filter(this::isLikelyNo)
                .map(UnknownText::value)
                .distinct()
                .collect(Collectors.joining("\n"));
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        Map<PhoneNumber, String> senders = numbers(unreadable, (text, number) -> text.isSenders());
        // an id or a time may look like a number that nobody has
        Map<PhoneNumber, String> numbers = senders.isEmpty()
                ? numbers(unreadable, (text, number) -> text.value().contains("+") || number.isValid())
                : senders;
        return numbers.size() != 1
                ? Optional.empty()
                : Optional.of(new InboundMessage(
                        unreadable.provider(),
                        unreadable.id(),
                        numbers.values().iterator().next(),
                        "",
                        likely,
                        "",
                        null,
                        null,
                        unreadable.id(),
                        unreadable.isCertain()));
    }

    private boolean isLikelyNo(UnknownText text) {
        return LIKELY.contains(replies.read(text.value()).reading());
    }

    /** By what they reach, as they are written. */
    private Map<PhoneNumber, String> numbers(Unreadable unreadable, BiPredicate<UnknownText, PhoneNumber> which) {
        Map<PhoneNumber, String> numbers = new HashMap<>();
        for (UnknownText text : unreadable.texts()) {
            if (text.value().length() <= LONGEST_NUMBER) {
                parties.person(unreadable.provider(), text.value())
                        .filter(number -> which.test(text, number))
                        .ifPresent(number -> numbers.put(number, text.value()));
            }
        }
        return numbers;
    }
}
