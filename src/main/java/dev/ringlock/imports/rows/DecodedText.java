package dev.ringlock.imports.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text, strictly. The JDK's own reader drops the text before a wrong byte; this one hands it out first, so that
 * the line of the byte is known.
 */
final class DecodedText extends Reader {

    private static final int BUFFER = 1 << 15;

    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private boolean ended;
    private @Nullable IOException failure;

    DecodedText(InputStream bytes, Charset encoding) {
        this.bytes = bytes;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        CharBuffer text = CharBuffer.wrap(target, from, length);
        while (failure == null) {
            int before = text.position();
            CoderResult result = decoder.decode(buffer, text, ended);
            if (result.isError()) {
                failure = new CharacterCodingException();
            }
            if (text.position() > before) {
                return text.position() - before;
            }
            if (ended) {
                break;
            }
            fill();
        }
        if (failure != null) {
            throw failure;
        }
        return -1;
    }

    private void fill() {
        try {
            buffer.compact();
            int read = bytes.read(buffer.array(), buffer.position(), buffer.remaining());
            ended = read < 0;
            buffer.position(buffer.position() + Math.max(0, read)).flip();
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
