package dev.ringlock.policy;

import dev.ringlock.reply.Replies;
import dev.ringlock.reply.WordLists;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the file's optional {@code replies}: packs of words by language, and the owner's own words. */
final class RepliesSection {

    private RepliesSection() {}

    /** @param titles by purpose and language: names for a purpose in replies, besides its id */
    static Replies read(Section root, Map<Purpose, Map<String, String>> titles) {
        Map<String, String> scopes = scopes(titles);
        if (root.optional("replies").isEmpty()) {
            return Replies.lazily(() -> lists(Set.of()).replies(Set.of(), List.of(), List.of(), scopes));
        }
        return root.section("replies", "{packs: [es]}")
                .map(section -> replies(section, scopes))
                .orElseThrow();
    }

    private static Replies replies(Section section, Map<String, String> scopes) {
        try (section) {
            Set<String> known = WordLists.packs(resource("keywords"));
            Set<String> packs = section.optional("packs").isEmpty()
                    ? Set.of()
                    : Set.copyOf(section.values(
                            "packs",
                            text -> known(known, text),
                            "a pack of words; known are " + String.join(", ", known),
                            "[es]"));
            List<String> optOut = words(section, "optOut", "[BASTA]");
            List<String> help = words(section, "help", "[INFOS]");
            return Replies.lazily(() -> lists(packs).replies(packs, optOut, help, scopes));
        }
    }

    private static List<String> words(Section section, String name, String example) {
        return section.optional(name).isEmpty()
                ? List.of()
                : section.values(name, RepliesSection::word, "a word with a letter or digit in it", example);
    }

    private static String known(Set<String> packs, String pack) {
        if (!packs.contains(pack)) {
            throw new IllegalArgumentException("no such pack");
        }
        return pack;
    }

    private static String word(String text) {
        if (!WordLists.isWord(text)) {
            throw new IllegalArgumentException("no word");
        }
        return text;
    }

    private static Map<String, String> scopes(Map<Purpose, Map<String, String>> titles) {
        Map<String, String> scopes = new LinkedHashMap<>();
        titles.forEach((purpose, byLanguage) -> {
            byLanguage.values().forEach(title -> scopes.put(title, purpose.id()));
        });
        // an id wins over another purpose's title
        titles.keySet().forEach(purpose -> scopes.put(purpose.id(), purpose.id()));
        return scopes;
    }

    private static WordLists lists(Set<String> packs) {
        Map<String, String> phrases = new LinkedHashMap<>();
        String keywords = resource("keywords");
        for (String language : WordLists.languages(keywords)) {
            if (!WordLists.packs(keywords).contains(language) || packs.contains(language)) {
                phrases.put(language, resource(language));
            }
        }
        return WordLists.parse(keywords, phrases);
    }

    private static String resource(String list) {
        try (InputStream in = RepliesSection.class.getResourceAsStream("/reply/" + list + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("the list of " + list + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
