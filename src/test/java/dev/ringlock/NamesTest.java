package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A type's simple name stands for one thing in the whole project, nested types and both flavours included. */
class NamesTest {

    private static final List<String> ROOTS = List.of("src", "infra/src", "bench/src");

    /** A Java program's entry point has that name wherever it is. */
    private static final List<String> SHARED = List.of("Main");

    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");

    @Test
    void noSimpleNameStandsForTwoTypes() {
        Map<String, List<String>> declared = new TreeMap<>();
        sources()
                .forEach(file -> names(read(file))
                        .forEach(name -> declared.merge(name, List.of(file.toString()), NamesTest::joined)));
        assertTrue(declared.containsKey("NamesTest"), "the sources are not where they were");
        declared.keySet().removeAll(SHARED);
        declared.values().removeIf(files -> files.size() == 1);
        assertEquals(Map.of(), declared);
    }

    @Test
    void nestedTypesCountAndWordsInCommentsDoNot() {
        String source =
                "/** A class Comment. */ record Outer(int x) { // interface Line\n enum Inner { A } String s = \"class Text\"; }";
        assertEquals(new TreeSet<>(List.of("Outer", "Inner")), new TreeSet<>(names(source)));
    }

    private static List<String> names(String source) {
        return TYPE.matcher(NO_CODE.matcher(source).replaceAll(" "))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Path> sources() {
        return ROOTS.stream()
                .flatMap(root -> walk(Path.of(root)))
                // planted classes stand in for others on purpose
                .filter(file ->
                        file.toString().endsWith(".java") && !file.toString().contains("planted"))
                .collect(Collectors.toList());
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
