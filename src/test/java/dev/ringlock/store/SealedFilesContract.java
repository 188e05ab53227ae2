package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place for sealed files keeps. */
public abstract class SealedFilesContract {

    private final String folder = "test-" + UUID.randomUUID();

    /** The place under test; others may have files in it. */
    protected abstract SealedFiles files();

    @Test
    void whatWasPutIsThereWholeAndNothingElseIs() {
        byte[] content = new byte[700_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        files().put(folder + "/parts/A/00001-x_Y-z", content);
        files().put(folder + "/parts/A/00002-x", new byte[0]);
        assertArrayEquals(content, files().get(folder + "/parts/A/00001-x_Y-z").orElseThrow());
        assertArrayEquals(new byte[0], files().get(folder + "/parts/A/00002-x").orElseThrow());
        assertEquals(Optional.empty(), files().get(folder + "/parts/A/00003-x"));
        assertEquals(Optional.empty(), files().get("no-such-folder/x"));
    }

    @Test
    void whatIsPutAgainIsWhatIsThere() {
        files().put(folder + "/a", bytes("one"));
        files().put(folder + "/a", bytes("two"));
        assertArrayEquals(bytes("two"), files().get(folder + "/a").orElseThrow());
        assertEquals(List.of(folder + "/a"), files().list(folder));
    }

    @Test
    void aFolderIsListedInOrderAndNoOther() {
        files().put(folder + "/parts/B/1", bytes("1"));
        files().put(folder + "/parts/A/2", bytes("2"));
        files().put(folder + "/parts/A/1", bytes("3"));
        files().put(folder + "/parts-too/A/1", bytes("4"));
        assertEquals(List.of(folder + "/parts/A/1", folder + "/parts/A/2"), files().list(folder + "/parts/A"));
        assertEquals(
                List.of(folder + "/parts/A/1", folder + "/parts/A/2", folder + "/parts/B/1"),
                files().list(folder + "/parts"));
        assertEquals(List.of(), files().list(folder + "/pa"));
        assertEquals(List.of(), files().list("no-such-folder"));
    }

    /** S3 lists a thousand at a time. */
    @Test
    void aLongListIsWhole() {
        List<String> names = IntStream.range(0, listed())
                .mapToObj(i -> String.format("%s/long/%05d", folder, i))
                .toList();
        names.forEach(name -> files().put(name, bytes("x")));
        assertEquals(names, files().list(folder + "/long"));
    }

    /** As many as show whether a list that comes in pieces is put together. */
    protected int listed() {
        return 1_003;
    }

    @Test
    void whatWasDeletedIsGoneAndMayBeDeletedAgain() {
        files().put(folder + "/a/1", bytes("1"));
        files().put(folder + "/a/2", bytes("2"));
        files().delete(folder + "/a/1");
        files().delete(folder + "/a/1");
        assertEquals(Optional.empty(), files().get(folder + "/a/1"));
        assertEquals(List.of(folder + "/a/2"), files().list(folder));
        files().delete(folder + "/a/2");
        assertEquals(List.of(), files().list(folder));
        files().put(folder + "/a/1", bytes("again"));
        assertArrayEquals(bytes("again"), files().get(folder + "/a/1").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "a.b", "a b", "a\\b", "a?b", "é", "%2e"})
    void aNameLeadsNowhereElse(String name) {
        assertThrows(IllegalArgumentException.class, () -> files().put(name, bytes("x")));
        assertThrows(IllegalArgumentException.class, () -> files().get(name));
        assertThrows(IllegalArgumentException.class, () -> files().list(name));
        assertThrows(IllegalArgumentException.class, () -> files().delete(name));
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
