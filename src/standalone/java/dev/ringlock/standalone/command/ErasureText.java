package dev.ringlock.standalone.command;

import dev.ringlock.subject.ErasedData;
import dev.ringlock.subject.ErasureView;
import dev.ringlock.subject.ErasureView.KeptView;
import dev.ringlock.subject.ErasureView.LaterView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An erasure as lines for people. */
final class ErasureText {

    private ErasureText() {}

    static List<String> lines(ErasureView view) {
        List<String> lines = new ArrayList<>();
        lines.add("Erased at " + view.erasedAt() + ": " + view.contactId());
        lines.add("");
        lines.add("Gone now:");
        int before = lines.size();
        gone(view.gone()).forEach((words, count) -> {
            if (count > 0) {
                lines.add("  " + words + ": " + count);
            }
        });
        if (lines.size() == before) {
            lines.add("  Nothing was there that could go.");
        }
        lines.add("It was read again afterwards: nothing is left of it.");
        lines.add("");
        lines.add("Goes later:");
        view.later().forEach(data -> lines.add("  " + later(data)));
        lines.add("");
        lines.add("Kept:");
        view.kept().forEach(data -> {
            lines.add("  " + kept(data));
            lines.add("    " + data.ground());
        });
        return lines;
    }

    private static Map<String, Integer> gone(ErasedData data) {
        Map<String, Integer> gone = new LinkedHashMap<>();
        gone.put("Sealed numbers, with where and how they were given", data.compartments());
        gone.put("Texts of messages", data.heldTexts());
        gone.put("Holds", data.holds());
        gone.put("Masked digits, country, time zones and kind of line", data.maskedNumbers());
        gone.put("Codes and questions that were out", data.pendingProofs());
        gone.put("Activity and quality", data.activity());
        return gone;
    }

    private static String later(LaterView data) {
        return data.by() == null ? data.text() : data.text() + " At the latest: " + data.by();
    }

    private static String kept(KeptView data) {
        return data.text() + " (" + data.count() + ") "
                + (data.until() == null ? "There is no end." : "Until: " + data.until());
    }
}
