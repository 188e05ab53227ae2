package dev.ringlock.imports.rows;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An export of a well-known system, by the names of its columns. docs/import.md says where each was read, and which were
 * not confirmed.
 *
 * @param telling the columns that no other export has together
 * @param mapping in YAML. A line that names a column is left out if the file lacks it
 */
record KnownExport(String system, Set<String> telling, String mapping) {

    private static final Pattern COLUMN = Pattern.compile("column: \"([^\"]+)\"");

    static final List<KnownExport> ALL = List.of(
            new KnownExport("Twilio Consent API", Set.of("contact_id", "sender_id", "status", "source"), """
                    source: twilio-consent
                    number: {column: "contact_id"}
                    rowId: {column: "correlation_id"}
                    decisions:
                      - purpose: FILL-IN
                        answer: {column: "status", yes: [opt-in], no: [opt-out]}
                        decidedAt: {column: "date_of_consent"}
                        how: {column: "source"}
                    """),
            new KnownExport("AWS End User Messaging opt-out list", Set.of("OptedOutNumber"), """
                    source: aws-opt-outs
                    number: {column: "OptedOutNumber"}
                    decisions:
                      - answer: no
                        noTo: everything
                        decidedAt: {column: "OptedOutTimestamp"}
                    """),
            new KnownExport("Amazon Pinpoint segment", Set.of("ChannelType", "Address"), """
                    source: pinpoint
                    number: {column: "Address"}
                    rowId: {column: "Id"}
                    decisions:
                      - noTo: everything
                        purpose: FILL-IN
                        # NONE is the default of Pinpoint's endpoints. It shows no consent.
                        answer: {column: "OptOut", no: [ALL], nothing: [NONE]}
                    """),
            new KnownExport("HubSpot contacts", Set.of("Record ID", "First Name", "Last Name"), """
                    source: hubspot
                    number:
                      columns: ["Mobile Phone Number", "Phone Number"]
                      region: FILL-IN
                    rowId: {column: "Record ID"}
                    decisions:
                      - purpose: FILL-IN
                        answer: {column: FILL-IN}
                    """),
            new KnownExport("Mautic contacts", Set.of("mobile", "date_identified", "points"), """
                    source: mautic
                    number: {column: "mobile", region: FILL-IN}
                    rowId: {column: "id"}
                    decisions:
                      - purpose: FILL-IN
                        answer: {column: FILL-IN}
                    """),
            new KnownExport("Klaviyo profiles", Set.of("Klaviyo ID", "Phone Number"), """
                    source: klaviyo
                    number: {column: "Phone Number", region: FILL-IN}
                    rowId: {column: "Klaviyo ID"}
                    decisions:
                      - purpose: FILL-IN
                        answer: {column: FILL-IN}
                        decidedAt: {column: "SMS Consent Timestamp"}
                    """),
            new KnownExport("Databunker agreements", Set.of("brief", "status", "agreementmethod", "when"), """
                    source: databunker
                    # `who` is a number where `mode` is phone.
                    number: {column: "who", region: FILL-IN}
                    decisions:
                      - purpose: {column: "brief", words: {FILL-IN: FILL-IN}}
                        answer: {column: "status", yes: ["yes"], no: ["no"], nothing: [expired]}
                        decidedAt: {column: "when", order: seconds}
                        how: {column: "agreementmethod"}
                    """),
            new KnownExport("Mailchimp SMS contacts", Set.of("OPTIN_TIME", "LEID", "EUID"), """
                    source: mailchimp
                    number: {column: FILL-IN, region: FILL-IN}
                    rowId: {column: "EUID"}
                    decisions:
                      - purpose: FILL-IN
                        answer: {column: FILL-IN}
                        decidedAt: {column: "CONFIRM_TIME"}
                        noAt: {column: "UNSUB_TIME"}
                    """),
            new KnownExport("Ringlock export", Set.of("contactId", "number"), """
                    source: ringlock-export
                    number: {column: "number"}
                    rowId: {column: "contactId"}
                    decisions:
                      - purpose: FILL-IN
                        answer: yes
                    """));

    boolean isOf(Set<String> names) {
        return names.containsAll(telling);
    }

    /** Its mapping for a file with these columns. */
    String mapping(Set<String> names) {
        return mapping.lines().filter(line -> has(line, names)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean has(String line, Set<String> names) {
        Matcher column = COLUMN.matcher(line);
        return !column.find() || names.contains(column.group(1));
    }
}
