package dev.ringlock.subject.evidence;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;

/** The declaration that these ContactIds stand for the number that was asked about. Only here a pack may say the number. */
final class WhoseNumber {

    private WhoseNumber() {}

    /** @param ids all that stand for the number */
    static PackText of(EvidenceRequest ask, List<ContactId> ids) {
        PhoneNumber number = ask.number();
        String named = ask.includeNumber() && number != null
                ? number.e164()
                : "a number that was asked about and is not written in this pack";
        return PackText.of("whose.txt")
                .with("number", named)
                .with(
                        "contacts",
                        PackText.lines(ids.stream().map(ContactId::value).toList()));
    }
}
