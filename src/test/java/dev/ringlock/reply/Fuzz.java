package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Replies that nobody would send, and many that somebody might. */
final class Fuzz {

    private static final int PARTS = 100;
    private static final Replies REPLIES = Lists.with(Set.of("es", "fr", "de", "pt", "ja", "ko", "ar"));
    private static final List<String> PIECES = pieces();

    private Fuzz() {}

    /** Reads that many, the same for the same seed, on all cores. */
    static void read(int inputs, long seed) {
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            SplittableRandom random = new SplittableRandom(seed + part);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < inputs / PARTS; i++) {
                text.setLength(0);
                int pieces = random.nextInt(8);
                for (int p = 0; p < pieces; p++) {
                    append(text, random);
                }
                assertNotNull(REPLIES.read(text.toString()));
            }
        });
    }

    private static void append(StringBuilder text, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> text.append((char) random.nextInt(0x10000));
            case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            case 2 -> text.append((char) (0xd800 + random.nextInt(0x800)));
            case 3 -> text.append((char) random.nextInt(0x80));
            case 4 -> text.append(PIECES.get(random.nextInt(PIECES.size())));
            default -> text.append(' ').append(PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    private static List<String> pieces() {
        List<String> pieces =
                new ArrayList<>(List.of(" ", "\0", "\n", "\u200b", "\u0301", "\u202e", "n't", "'", "\ufe0f"));
        for (Csv.WordListRow row : Csv.parse("keywords", Lists.KEYWORDS)) {
            pieces.addAll(List.of(row.get("keyword").split(" ")));
        }
        Lists.PHRASES.forEach((language, list) -> {
            for (Csv.WordListRow row : Csv.parse(language, list)) {
                pieces.addAll(List.of(row.get("phrase").split("[ |]")));
            }
        });
        return pieces;
    }
}
