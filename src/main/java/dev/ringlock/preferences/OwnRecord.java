package dev.ringlock.preferences;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.TooManyTriesException;
import dev.ringlock.access.Limit;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.print.Paper;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.RecordFormat;
import dev.ringlock.steps.record.SubjectRecord;
import dev.ringlock.steps.record.SubjectRecords;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that is held about the page's person, for them. That they took it is on the ledger before it is answered. It is written once
 * an hour for each format, so that nobody makes a history grow without end.
 */
@Singleton
final class OwnRecord {

    static final String PATH = "/v1/preferences/record";

    private static final String LINKED = "jsonld";
    private static final Set<String> FORMATS = Set.of("html", "pdf", LINKED);
    private static final Limit PER_LINK = new Limit(20, Duration.ofHours(1));
    private static final Duration ONE_ENTRY_IN = Duration.ofHours(1);
    /** So many of the newest entries are looked at for one that says it already. */
    private static final int NEWEST = 10;
    /** Where paper is Letter. */
    private static final Set<String> LETTER = Set.of("US", "CA", "MX");

    private final Policy policy;
    private final Store store;
    private final Arrivals arrivals;
    private final SubjectRecords records;
    private final RecordAnswers answers;

    OwnRecord(Policy policy, Store store, Arrivals arrivals, SubjectRecords records, RecordAnswers answers) {
        this.policy = policy;
        this.store = store;
        this.arrivals = arrivals;
        this.records = records;
        this.answers = answers;
    }

    /**
     * Each reads the whole history.
     *
     * @param token of the link
     * @throws TooManyTriesException if the link was used too often within the hour
     */
    void countTry(String token) {
        Instant now = arrivals.now();
        Instant end = PER_LINK.end(now);
        String name = "record/" + Sha256.hex(token) + "/" + PER_LINK.window(now);
        if (!PER_LINK.allows(store.count(List.of(new Counter(name, end))).get(0))) {
            throw new TooManyTriesException(Duration.between(now, end));
        }
    }

    /**
     * @param contacts of the person, one or more
     * @throws dev.ringlock.store.StoreUnavailableException if it cannot be written down: then nothing is shown
     */
    APIGatewayV2HTTPResponse answer(List<Contact> contacts, String format, String language, Request request) {
        if (!FORMATS.contains(format)) {
            throw FormBody.unreadable();
        }
        List<ContactId> ids = contacts.stream().map(Contact::id).toList();
        contacts.stream()
                .filter(contact -> contact.version() > 0 && !contact.isBare())
                .findFirst()
                .ifPresent(contact -> note(contact.id(), format));
        SubjectRecord record = records.readForHolder(masked(contacts), ids.get(0), store.load(ids));
        if (format.equals(LINKED)) {
            return answers.linked(record);
        }
        PreferredLanguage preferred = PreferredLanguage.of(request.header("accept-language"));
        return answers.readable(
                record,
                RecordFormat.of(format),
                language.isEmpty() ? preferred.among(policy.languages()) : language,
                LETTER.contains(preferred.region()) ? Paper.LETTER : Paper.A4);
    }

    private void note(ContactId id, String format) {
        Instant since = arrivals.now().minus(ONE_ENTRY_IN);
        boolean noted = store.recent(id.value(), null, NEWEST).items().stream()
                .anyMatch(entry -> entry.event() == Event.ACCESSED
                        && entry.at().isAfter(since)
                        && format.equals(entry.fields().get("format")));
        if (!noted) {
            write(id, format);
        }
    }

    private void write(ContactId id, String format) {
        store.change(List.of(id), found -> {
            Instant now = arrivals.now();
            return ChangePlan.write(
                    Commit.of(policy.rules().access(found.get(0), now, arrivals.ulid(now), Map.of("format", format))),
                    true);
        });
    }

    private static String masked(List<Contact> contacts) {
        return contacts.stream()
                .map(Contact::masked)
                .filter(Objects::nonNull)
                .map(MaskedNumber::digits)
                .findFirst()
                .orElse("");
    }
}
