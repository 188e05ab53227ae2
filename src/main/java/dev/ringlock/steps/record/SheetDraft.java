package dev.ringlock.steps.record;

import dev.ringlock.steps.record.RecordSheet.SheetItem;
import dev.ringlock.steps.record.RecordSheet.SheetSection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section in the making. Texts are named by their keys; values are as they are. */
final class SheetDraft {

    private final RecordWords words;
    private final String title;
    private final List<SheetItem> items = new ArrayList<>();

    SheetDraft(RecordWords words, String title) {
        this.words = words;
        this.title = title;
    }

    SheetDraft heading(String text) {
        items.add(new SheetItem("heading", "", text));
        return this;
    }

    SheetDraft text(String key, String... values) {
        items.add(new SheetItem("text", "", words.of(key, values)));
        return this;
    }

    /** A row with the key's word as its name. An empty value is left out. */
    SheetDraft row(String key, @Nullable String value) {
        return value == null || value.isEmpty() ? this : named(words.of(key), value);
    }

    SheetDraft when(String key, @Nullable Instant at) {
        return at == null ? this : row(key, words.when(at));
    }

    SheetDraft named(String name, String value) {
        items.add(new SheetItem("row", name, value));
        return this;
    }

    SheetDraft quote(String exact) {
        items.add(new SheetItem("quote", "", exact));
        return this;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    SheetSection done() {
        return new SheetSection(words.of(title), List.copyOf(items));
    }
}
