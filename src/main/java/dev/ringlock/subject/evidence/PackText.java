package dev.ringlock.subject.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text of a pack, for people: a file under {@code evidence/} with places in braces. */
record PackText(String name, String text) {

    static PackText of(String name) {
        return new PackText(name, new String(resource(name), StandardCharsets.UTF_8));
    }

    static byte[] resource(String name) {
        try (@Nullable InputStream in = PackText.class.getResourceAsStream("/evidence/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the artifact lacks evidence/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One a line, indented. */
    static String lines(List<String> lines) {
        return lines.isEmpty() ? "  (none)" : "  " + String.join("\n  ", lines);
    }

    PackText with(String place, String value) {
        String marked = "{" + place + "}";
        if (!text.contains(marked)) {
            throw new IllegalArgumentException(name + " has no place " + place);
        }
        return new PackText(name, text.replace(marked, value));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
