package dev.ringlock.store.dynamodb;

import static dev.ringlock.store.dynamodb.Items.instant;
import static dev.ringlock.store.dynamodb.Items.number;
import static dev.ringlock.store.dynamodb.Items.text;
import static java.util.Map.entry;

import dev.ringlock.consent.Code;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Question;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A contact's {@link PendingProof} as two attributes of its item, {@code code} and {@code question}. */
final class PendingItems {

    private static final String CODE = "code";
    private static final String QUESTION = "question";

    private PendingItems() {}

    static void put(Map<String, AttributeValue> item, PendingProof pending) {
        Code code = pending.code();
        if (code != null) {
            item.put(CODE, value(code));
        }
        Question question = pending.question();
        if (question != null) {
            item.put(QUESTION, value(question));
        }
    }

    static PendingProof pending(Map<String, AttributeValue> item) {
        return new PendingProof(
                item.containsKey(CODE) ? code(Items.value(item, CODE).m()) : null,
                item.containsKey(QUESTION)
                        ? question(Items.value(item, QUESTION).m())
                        : null);
    }

    static AttributeValue value(NoticeRef notice) {
        return AttributeValue.fromM(Map.ofEntries(
                entry("id", text(notice.id())),
                entry("version", number(notice.version())),
                entry("language", text(notice.language()))));
    }

    static NoticeRef notice(AttributeValue stored) {
        Map<String, AttributeValue> value = stored.m();
        return new NoticeRef(text(value, "id"), (int) number(value, "version"), text(value, "language"));
    }

    private static AttributeValue value(Code code) {
        return AttributeValue.fromM(Map.ofEntries(
                entry("mac", text(code.mac())),
                entry("sentAt", instant(code.sentAt())),
                entry("until", instant(code.until())),
                entry("begunAt", instant(code.begunAt())),
                entry("sends", number(code.sends())),
                entry("requests", requests(code.requests())),
                entry("waiting", requests(code.waiting()))));
    }

    private static AttributeValue requests(List<Code.PendingRequest> requests) {
        return AttributeValue.fromL(requests.stream().map(PendingItems::value).toList());
    }

    private static List<Code.PendingRequest> requests(Map<String, AttributeValue> value, String name) {
        return Items.value(value, name).l().stream()
                .map(request -> request(request.m()))
                .toList();
    }

    private static Code code(Map<String, AttributeValue> value) {
        return new Code(
                text(value, "mac"),
                instant(value, "sentAt"),
                instant(value, "until"),
                instant(value, "begunAt"),
                (int) number(value, "sends"),
                requests(value, "requests"),
                requests(value, "waiting"));
    }

    private static AttributeValue value(Code.PendingRequest request) {
        return AttributeValue.fromM(Map.ofEntries(
                entry("recordId", text(request.recordId())),
                entry("purposes", value(request.purposes())),
                entry("notice", value(request.notice()))));
    }

    private static Code.PendingRequest request(Map<String, AttributeValue> value) {
        return new Code.PendingRequest(
                text(value, "recordId"),
                purposes(Items.value(value, "purposes")),
                notice(Items.value(value, "notice")));
    }

    private static AttributeValue value(Question question) {
        return AttributeValue.fromM(Map.ofEntries(
                entry("recordId", text(question.recordId())),
                entry("notice", value(question.notice())),
                entry("purposes", value(question.purposes())),
                entry("askedAt", instant(question.askedAt())),
                entry("until", instant(question.until())),
                entry("begunAt", instant(question.begunAt()))));
    }

    private static Question question(Map<String, AttributeValue> value) {
        return new Question(
                text(value, "recordId"),
                notice(Items.value(value, "notice")),
                purposes(Items.value(value, "purposes")),
                instant(value, "askedAt"),
                instant(value, "until"),
                instant(value, "begunAt"));
    }

    private static AttributeValue value(Set<Purpose> purposes) {
        return AttributeValue.fromL(purposes.stream()
                .map(purpose -> text(purpose.id()))
                .sorted(Comparator.comparing(AttributeValue::s))
                .toList());
    }

    private static Set<Purpose> purposes(AttributeValue stored) {
        return stored.l().stream().map(id -> new Purpose(id.s())).collect(Collectors.toSet());
    }
}
