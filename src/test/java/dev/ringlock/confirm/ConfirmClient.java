package dev.ringlock.confirm;

import dev.ringlock.Engines;
import dev.ringlock.http.Caller;
import dev.ringlock.http.NumberFields;

/** The way into this door for tests elsewhere. */
public final class ConfirmClient {

    private final Confirm confirm;
    private final FurtherCodes again;

    public ConfirmClient(Engines on) {
        this.confirm = new Confirm(on.policy, on.store, on.index, on.seals, on.tallies, on.outgoing, on.arrivals);
        this.again = new FurtherCodes(on.policy, on.store, on.index, on.tallies, on.outgoing, on.arrivals);
    }

    /** Whether anything is granted by it. */
    public boolean confirms(String recordId, String number, String code) {
        return confirms(recordId, number, code, "203.0.113.9");
    }

    /** The same by a caller from that address. */
    public boolean confirms(String recordId, String number, String code, String address) {
        return confirm.confirm(
                        new TypedCode(recordId, new NumberFields(number, ""), code), new Caller(address, "Firefox"))
                .isPresent();
    }

    /** Asks for another code. */
    public void sendAgain(String recordId, String number) {
        again.ask(recordId, new NumberFields(number, ""), "en", new Caller("203.0.113.9", "Firefox"));
    }
}
