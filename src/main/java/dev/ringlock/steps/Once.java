package dev.ringlock.steps;

import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.provider.DeliveryReceipt;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.store.GuardRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a message is known again ({@code docs/decisions/0025}): a yes for ever, a no for as long as it may be sent again. */
public final class Once {

    /** For longer than anybody tries again: SNS does for 23 days; docs/providers.md has the others. */
    private static final Duration TRIED_AGAIN = Duration.ofDays(30);

    /** A hundred years: longer than any ledger. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private Once() {}

    /**
     * A no is turned away only by itself: the same id, from the same phone, taken for a no before. To take it twice is
     * harmless, so one whose id is in doubt is always taken.
     */
    static List<GuardRow> no(Index index, ReceivedMessage received) {
        InboundMessage message = received.message();
        if (!message.isCertain()) {
            return List.of();
        }
        String phone = received.ids().lasting().value();
        String name = index.guardName("inbound", message.provider().name(), message.id(), phone);
        return List.of(row(name, received, received.at().plus(TRIED_AGAIN)));
    }

    /** A yes, or a wish to be asked, counts once by its id, and once by its proof, whatever else was cut out of that. */
    public static List<GuardRow> yes(Index index, ReceivedMessage received) {
        InboundMessage message = received.message();
        Instant end = received.at().plus(FOR_EVER);
        return List.of(
                row(index.guardName("inbound-id", message.provider().name(), message.id()), received, end),
                row(index.guardName("inbound-proof", message.provider().name(), message.proof()), received, end));
    }

    /** A receipt that is told again does nothing. One batch has several phones, and one message may fare in several ways. */
    static List<GuardRow> receipt(Index index, DeliveryReceipt receipt, ContactId phone, Instant now) {
        String outcome = receipt.outcome().id();
        String name = index.guardName("receipt", receipt.provider().name(), receipt.id(), phone.value(), outcome);
        return List.of(new GuardRow(name, "", outcome, now.plus(TRIED_AGAIN)));
    }

    private static GuardRow row(String name, ReceivedMessage received, Instant end) {
        return new GuardRow(name, "", received.reply().reading().id(), end);
    }
}
