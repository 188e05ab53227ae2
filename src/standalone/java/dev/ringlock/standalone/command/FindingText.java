package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.Finding;
import dev.ringlock.standalone.Finding.Grade;
import java.util.List;
import java.util.Locale;

/** Findings for people and for programs. */
final class FindingText {

    private FindingText() {}

    static boolean isGood(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.grade() == Grade.FAILED);
    }

    static ObjectNode document(List<Finding> findings) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("findings");
        findings.forEach(finding -> all.addObject()
                .put("about", finding.about())
                .put("grade", finding.grade().name().toLowerCase(Locale.ROOT))
                .put("says", finding.says()));
        return document;
    }

    static String line(Finding finding) {
        String mark =
                switch (finding.grade()) {
                    case OK -> "ok      ";
                    case WARNING -> "warning ";
                    case FAILED -> "FAILED  ";
                };
        return mark + String.format(Locale.ROOT, "%-10s", finding.about()) + " " + finding.says();
    }
}
