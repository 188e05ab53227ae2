package dev.ringlock.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ringlock.consent.Code;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Question;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A contact's {@link PendingProof} as the JSON of its column. */
record StoredPending(@Nullable StoredCode code, @Nullable StoredQuestion question) {

    private record StoredCode(
            String mac,
            long sentAt,
            long until,
            @Nullable Long begunAt,
            int sends,
            List<StoredRequest> requests,
            @Nullable List<StoredRequest> waiting) {}

    private record StoredRequest(String recordId, Set<String> purposes, NoticeRef notice) {}

    private record StoredQuestion(
            String recordId,
            NoticeRef notice,
            Set<String> purposes,
            long askedAt,
            long until,
            @Nullable Long begunAt) {}

    static String write(PendingProof pending) {
        Code code = pending.code();
        Question question = pending.question();
        return Rows.write(
                new StoredPending(code == null ? null : stored(code), question == null ? null : stored(question)));
    }

    static PendingProof read(String json) {
        if (json.equals(Rows.NOTHING)) {
            return PendingProof.NOTHING;
        }
        StoredPending stored = Rows.read(json, new TypeReference<>() {});
        return new PendingProof(
                stored.code == null ? null : code(stored.code),
                stored.question == null ? null : question(stored.question));
    }

    private static StoredCode stored(Code code) {
        return new StoredCode(
                code.mac(),
                code.sentAt().toEpochMilli(),
                code.until().toEpochMilli(),
                code.begunAt().toEpochMilli(),
                code.sends(),
                stored(code.requests()),
                stored(code.waiting()));
    }

    private static Code code(StoredCode stored) {
        // rows of an earlier build have neither begunAt nor waiting
        return new Code(
                stored.mac,
                Instant.ofEpochMilli(stored.sentAt),
                Instant.ofEpochMilli(stored.until),
                Instant.ofEpochMilli(stored.begunAt == null ? (Long) stored.sentAt : stored.begunAt),
                stored.sends,
                // in those rows, requests may be newer than the code: none of them counts
                stored.waiting == null ? List.of() : requests(stored.requests),
                stored.waiting == null ? List.of() : requests(stored.waiting));
    }

    private static List<StoredRequest> stored(List<Code.PendingRequest> requests) {
        return requests.stream()
                .map(request -> new StoredRequest(request.recordId(), ids(request.purposes()), request.notice()))
                .toList();
    }

    private static List<Code.PendingRequest> requests(List<StoredRequest> stored) {
        return stored.stream()
                .map(request -> new Code.PendingRequest(request.recordId, purposes(request.purposes), request.notice))
                .toList();
    }

    private static StoredQuestion stored(Question question) {
        return new StoredQuestion(
                question.recordId(),
                question.notice(),
                ids(question.purposes()),
                question.askedAt().toEpochMilli(),
                question.until().toEpochMilli(),
                question.begunAt().toEpochMilli());
    }

    private static Question question(StoredQuestion stored) {
        return new Question(
                stored.recordId,
                stored.notice,
                purposes(stored.purposes),
                Instant.ofEpochMilli(stored.askedAt),
                Instant.ofEpochMilli(stored.until),
                Instant.ofEpochMilli(stored.begunAt == null ? (Long) stored.askedAt : stored.begunAt));
    }

    private static Set<String> ids(Set<Purpose> purposes) {
        return purposes.stream().map(Purpose::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Purpose> purposes(Set<String> ids) {
        return ids.stream().map(Purpose::new).collect(Collectors.toSet());
    }
}
