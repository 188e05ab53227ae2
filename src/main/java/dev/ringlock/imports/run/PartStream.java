package dev.ringlock.imports.run;

import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.terms.Purpose;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A file from its sealed parts. One of them at a time is in memory. */
final class PartStream extends InputStream {

    private final String importId;
    private final List<ImportPart> parts;
    private final SealedFiles files;
    private final PartSeals seals;
    private byte[] part = new byte[0];
    private int place;
    private int next;
    private long read;

    PartStream(String importId, List<ImportPart> parts, SealedFiles files, PartSeals seals) {
        this.importId = importId;
        this.parts = parts;
        this.files = files;
        this.seals = seals;
    }

    /** How many bytes were taken from it. */
    long bytesRead() {
        return read;
    }

    @Override
    public int read() {
        if (!fill()) {
            return -1;
        }
        read++;
        return part[place++] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, part.length - place);
        System.arraycopy(part, place, to, offset, count);
        place += count;
        read += count;
        return count;
    }

    /** Never 0 before the end: a reader of gzip takes that for the end of what is packed. */
    @Override
    public int available() {
        return part.length - place + (next < parts.size() ? 1 : 0);
    }

    private boolean fill() {
        while (place == part.length) {
            if (next == parts.size()) {
                return false;
            }
            close();
            part = opened(parts.get(next++));
        }
        return true;
    }

    private byte[] opened(ImportPart one) {
        byte[] sealed = files.get(one.file()).orElseThrow(PartGoneException::new);
        byte[] key = Base64.getDecoder().decode(one.wrappedKey());
        return seals.open(importId, Purpose.IMPORT, one.part(), new Sealed(sealed, key));
    }

    @Override
    public void close() {
        Arrays.fill(part, (byte) 0);
        part = new byte[0];
        place = 0;
    }
}
