package dev.ringlock.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.ledger.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 259, 40_000, 200_000})
    void whateverIsPackedUnpacksToTheSameBytes(int size) throws DataFormatException {
        for (int kinds : new int[] {1, 3, 256}) {
            byte[] bytes = new byte[size];
            Random random = new Random(size + kinds);
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) random.nextInt(kinds);
            }
            Inflater inflater = new Inflater(true);
            inflater.setInput(Deflate.of(bytes));
            byte[] back = new byte[size + 10];
            int length = inflater.inflate(back);
            assertTrue(inflater.finished());
            assertArrayEquals(bytes, java.util.Arrays.copyOf(back, length));
        }
    }

    @Test
    void aPictureIsAPngThatOthersRead() throws IOException {
        Canvas canvas = new Canvas(61, 40, Ink.PAPER);
        canvas.clear(10, 10, 20, 20);
        canvas.fill(30, 10, 400, 5, Ink.BRAND);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
        assertEquals(61, image.getWidth());
        assertEquals(40, image.getHeight());
        assertEquals(0xfff6f4ef, image.getRGB(0, 0));
        assertEquals(0xffffffff, image.getRGB(10, 10));
        assertEquals(0xff1b5566, image.getRGB(60, 14));
        assertEquals(0xfff6f4ef, image.getRGB(60, 15));
    }

    /** If this fails, look at the picture: other bytes are only right after a change of the drawing. */
    @Test
    void lettersAreTheSamePixelsOnEveryMachine() {
        Canvas canvas = new Canvas(600, 160, Ink.PAPER);
        canvas.text("Zoë's 8 g & ǟ Жд €", 4, 50, TextSize.HEADING, Ink.TEXT);
        canvas.text("ñ, ﬁ and a box: \u5341", 4, 120, TextSize.SMALL, Ink.SOFT);
        assertEquals("a40b40e4a9201065a47e9fa6c9f2467dd48c624410b59a370eb9a0fcdd07bbc9", Sha256.hex(canvas.png()));
    }

    @Test
    void aLetterCoversWhatItsOutlineGoesRound() throws IOException {
        Canvas canvas = new Canvas(60, 60, Ink.PAPER);
        canvas.text("l", 10, 50, TextSize.HEADING, Ink.TEXT);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
        int dark = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                dark += image.getRGB(x, y) == 0xff1c2326 ? 1 : 0;
            }
        }
        assertTrue(dark > 40 && dark < 200, String.valueOf(dark));
    }

    @Test
    void whatTheFontLacksOrWouldStandInAWrongOrderCountsAsMissing() {
        assertEquals(0, TextSize.missing("Zoë Жд € ﬁ"));
        assertEquals(2, TextSize.missing("a \u5341 b \u05d0"));
    }

    @Test
    void noLineIsWiderThanItsPlaceAndNoWordIsLost() {
        String text = "Here is a word " + "x".repeat(300) + " and the rest of it";
        for (int wide : new int[] {10, 60, 333}) {
            var lines = TextSize.BODY.lines(text, wide);
            assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
            assertTrue(lines.stream().allMatch(line -> line.length() == 1 || TextSize.BODY.width(line) <= wide));
        }
    }
}
