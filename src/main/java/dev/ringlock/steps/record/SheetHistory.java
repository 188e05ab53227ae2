package dev.ringlock.steps.record;

import static dev.ringlock.steps.record.SheetWriter.field;

import dev.ringlock.ledger.Entry;
import dev.ringlock.steps.record.RecordSheet.SheetSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger of one person in words, oldest first. */
final class SheetHistory {

    /**
     * What the line says already, what other sections say, and what is about somebody else. A person of staff is not named: the
     * company answers for them, and an auditor finds the name.
     */
    private static final Set<String> ELSEWHERE = Set.of(
            "purpose",
            "method",
            "actor",
            "schema_version",
            "controller",
            "controller_contact",
            "channels",
            "legal_basis",
            "notice_sha256",
            "evidence_sha256",
            "expressed_by",
            "withdrawal",
            "retention",
            "jurisdiction");

    private final SubjectRecord record;
    private final RecordWords words;
    private final PurposeTitles titles;

    SheetHistory(SubjectRecord record, RecordWords words, PurposeTitles titles) {
        this.record = record;
        this.words = words;
        this.titles = titles;
    }

    SheetSection section() {
        SheetDraft draft = new SheetDraft(words, "history");
        draft.text("history_text");
        if (record.withheld()) {
            draft.text("history_withheld");
        }
        record.entries().forEach(entry -> draft.named(words.when(entry.at()), line(entry)));
        return draft.text("staff_text").done();
    }

    private String line(Entry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(words.code("event", entry.event().id()));
        parts.add(titles.of(field(entry, "purpose")));
        parts.add(words.code("method", field(entry, "method")));
        parts.add(entry.actor() == null ? "" : words.of("by_staff"));
        parts.add(entry.fields().entrySet().stream()
                .filter(field -> !ELSEWHERE.contains(field.getKey()))
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining("; ")));
        parts.removeIf(String::isEmpty);
        return String.join(" · ", parts);
    }
}
