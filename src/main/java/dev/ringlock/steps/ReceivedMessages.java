package dev.ringlock.steps;

import dev.ringlock.keys.Index;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.Unreadable;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Reply;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds out whose a message is, and what it means. */
@Singleton
public final class ReceivedMessages {

    private final Policy policy;
    private final Index index;
    private final Arrivals arrivals;
    private final Parties parties;
    private final UnreadableSearch search;

    public ReceivedMessages(Policy policy, Index index, Arrivals arrivals) {
        this.policy = policy;
        this.index = index;
        this.arrivals = arrivals;
        this.parties = new Parties(policy);
        this.search = new UnreadableSearch(policy.replies(), parties);
    }

    /** Empty if a name, a short code or an address sent it: that is no phone, so it has no consents. */
    public Optional<ReceivedMessage> of(InboundMessage told) {
        InboundMessage message = told.to(parties.sender(told.provider(), told.to()));
        return phone(told).map(number -> received(message, MessageReading.of(policy.replies(), message), number));
    }

    /** A message that nobody can read but that may be an opt-out. Its contact is to be held, as for an uncertain text. */
    public Optional<ReceivedMessage> likelyOptOut(Unreadable unreadable) {
        return search.optOut(unreadable)
                .flatMap(unread -> phone(unread).map(number -> received(unread, Reply.of(Reading.REVIEW), number)));
    }

    private Optional<PhoneNumber> phone(InboundMessage told) {
        return parties.phone(told.provider(), told.from(), told.to());
    }

    private ReceivedMessage received(InboundMessage message, Reply reply, PhoneNumber number) {
        return new ReceivedMessage(message, reply, number, index.contactIds(number), arrivals.now());
    }
}
