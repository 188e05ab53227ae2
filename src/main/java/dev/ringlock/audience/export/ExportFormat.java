package dev.ringlock.audience.export;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The format of a part: a line for each number. No value needs quotes or escapes in either format. */
enum ExportFormat {
    /** RFC 4180, with a header in each part. */
    CSV("text/csv; charset=utf-8", "contactId,number\r\n", "", ",", "\r\n"),
    NDJSON("application/x-ndjson", "", "{\"contactId\":\"", "\",\"number\":\"", "\"}\n");

    private final String mediaType;
    private final String header;
    private final String before;
    private final String between;
    private final String behind;

    ExportFormat(String mediaType, String header, String before, String between, String behind) {
        this.mediaType = mediaType;
        this.header = header;
        this.before = before;
        this.between = between;
        this.behind = behind;
    }

    static Optional<ExportFormat> of(String id) {
        return Stream.of(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    String header() {
        return header;
    }

    void write(StringBuilder to, ContactId contact, PhoneNumber number) {
        to.append(before)
                .append(contact.value())
                .append(between)
                .append(number.e164())
                .append(behind);
    }

    /** The contacts of a part, in its order. */
    Stream<ContactId> contacts(String part) {
        return lines(part).map(this::contact);
    }

    /** The same part with only the numbers of these contacts. */
    String only(Set<ContactId> contacts, String part) {
        return lines(part).filter(line -> contacts.contains(contact(line))).collect(Collectors.joining("", header, ""));
    }

    private Stream<String> lines(String part) {
        return part.substring(header.length()).lines().map(line -> line + (behind.endsWith("\r\n") ? "\r\n" : "\n"));
    }

    private ContactId contact(String line) {
        return new ContactId(line.substring(before.length(), before.length() + ContactId.LENGTH));
    }
}
