package dev.ringlock.steps;

import dev.ringlock.ledger.Sha256;
import java.util.regex.Pattern;

/** A provider's id of a message, as the ledger may keep it. */
final class LedgerId {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int TELLING_DIGITS = 7;

    private LedgerId() {}

    /** The id, or its hash if it is no plain id, or could hold the phone's number. */
    static String of(String id, String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        String telling = digits.substring(Math.max(0, digits.length() - TELLING_DIGITS));
        boolean plain =
                PLAIN.matcher(id).matches() && !id.replaceAll("[^0-9]", "").contains(telling);
        return plain ? id : "sha256:" + Sha256.hex(id);
    }
}
