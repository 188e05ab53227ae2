package dev.ringlock.links;

import dev.ringlock.Engines;
import dev.ringlock.http.Caller;
import dev.ringlock.phone.PhoneNumber;
import java.util.Optional;

/** A person who asks for their own page. */
public final class PageCodesClient {

    private final PageCodes codes;

    public PageCodesClient(Engines on) {
        this.codes = new PageCodes(on.policy, on.store, on.index, on.tallies, on.outgoing, on.arrivals);
    }

    public void ask(String requestId, String number) {
        ask(requestId, number, "203.0.113.9");
    }

    public void ask(String requestId, String number, String address) {
        codes.ask(requestId, PhoneNumber.ofCanonical(number), "en", new Caller(address, "Firefox"));
    }

    /** The token of the page's link, if the code is right. */
    public Optional<String> open(String requestId, String number, String code) {
        return codes.open(requestId, PhoneNumber.ofCanonical(number), code, new Caller("203.0.113.9", "Firefox"));
    }
}
