package dev.ringlock.subject.evidence;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;

/** The declaration that these ContactIds stand for the number that was asked about. Only here a pack may say the number. */
final class WhoseNumber {

    private WhoseNumber() {}

    /**
     * @param own ids of the number and of its other forms, under each version of the index key
     * @param contacts all that the pack is about
     */
    static PackText of(EvidenceRequest ask, List<ContactId> own, List<ContactId> contacts) {
        PhoneNumber number = ask.number();
        String named = ask.includeNumber() && number != null
                ? number.e164()
                : "a number that was asked about and is not written in this pack";
        return PackText.of("whose.txt")
                .with("number", named)
                .with(
                        "contacts",
                        PackText.lines(own.stream().map(ContactId::value).toList()))
                .with(
                        "moved",
                        PackText.lines(contacts.stream()
                                .filter(contact -> !own.contains(contact))
                                .map(ContactId::value)
                                .toList()));
    }
}
