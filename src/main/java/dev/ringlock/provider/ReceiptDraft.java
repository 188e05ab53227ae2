package dev.ringlock.provider;

import dev.ringlock.ledger.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery receipt as it is put together from what was told. */
public final class ReceiptDraft {

    private final Provider provider;
    private final String id;
    private final String to;

    private String from = "";
    private DeliveryOutcome outcome = DeliveryOutcome.UNDERWAY;
    private String told = "";
    private String reference = "";
    private @Nullable Instant at;

    public ReceiptDraft(Provider provider, String id, String to) {
        this.provider = provider;
        this.id = id;
        this.to = to;
    }

    public ReceiptDraft from(String sender) {
        from = sender;
        return this;
    }

    /** @param code why it failed; empty if the provider does not say */
    public ReceiptDraft state(String state, String code) {
        outcome = DeliveryCodes.outcome(provider.name(), state, code);
        told = state + " " + code;
        return this;
    }

    /** A failure that the provider does not call final is none yet. */
    public ReceiptDraft unlessIntermediate(boolean intermediate) {
        outcome = intermediate && outcome.isFailure() ? DeliveryOutcome.UNDERWAY : outcome;
        return this;
    }

    public ReceiptDraft at(@Nullable Instant instant) {
        at = instant;
        return this;
    }

    public ReceiptDraft at(String text) {
        return at(FieldText.instant(text));
    }

    public ReceiptDraft reference(String ofTheOwner) {
        reference = ofTheOwner;
        return this;
    }

    /** Without an id the message is known again by all that is told of it. */
    public DeliveryReceipt receipt() {
        String known = id.isBlank() ? "sha256:" + Sha256.hex(to, from, told, String.valueOf(at), reference) : id;
        return new DeliveryReceipt(provider, known, to, from, outcome, at, reference);
    }
}
