package dev.ringlock.reply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The real word lists, for tests. */
final class Lists {

    static final String KEYWORDS = resource("/reply/keywords.csv");
    static final Set<String> PACKS = WordLists.packs(KEYWORDS);
    static final Map<String, String> PHRASES = phrases();
    static final WordLists ALL = WordLists.parse(KEYWORDS, PHRASES);

    static final Map<String, String> SCOPES = Map.of(
            "marketing", "marketing",
            "service", "service",
            "News and offers", "marketing",
            "Novedades y ofertas", "marketing",
            "Your orders", "service");

    private static final Map<Set<String>, Replies> READY = new ConcurrentHashMap<>();

    private Lists() {}

    /** Made once for each set of packs: they are large, and they cannot be changed. */
    static Replies with(Set<String> packs) {
        return READY.computeIfAbsent(packs, chosen -> ALL.replies(chosen, List.of(), List.of(), SCOPES));
    }

    private static Map<String, String> phrases() {
        Map<String, String> phrases = new TreeMap<>();
        WordLists.languages(KEYWORDS)
                .forEach(language -> phrases.put(language, resource("/reply/" + language + ".csv")));
        return phrases;
    }

    static String resource(String name) {
        try (InputStream in = Lists.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
