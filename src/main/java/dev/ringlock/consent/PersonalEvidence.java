package dev.ringlock.consent;

import dev.ringlock.ledger.Sha256;

/**
 * The server's view of the person who gave consent. It is kept in the compartment and goes with it. The ledger holds only
 * its salted hash. That hash says nothing once the salt is gone.
 *
 * @param address the caller's network: IPv4 cut to /24, IPv6 to /48; empty if unknown
 * @param browser the family only, such as {@code Firefox}
 * @param salt 16 random bytes in hex
 */
public record PersonalEvidence(String address, String browser, String salt) {

    /** SHA-256 of salt, address and browser, in hex. */
    public String hash() {
        return Sha256.hex(salt, address, browser);
    }
}
