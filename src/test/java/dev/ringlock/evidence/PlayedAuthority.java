package dev.ringlock.evidence;

import dev.ringlock.steps.anchor.CheckedStamp;
import dev.ringlock.steps.anchor.TimeAuthority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A clock outside of the house, for tests: it signs nothing, and its time is always the same. */
public final class PlayedAuthority implements TimeAuthority, StampReader {

    static final String TIME = "2046-12-01T00:00:00Z";
    private static final String BEGIN = "played ";

    /** What it was told. */
    public final List<String> asked = new ArrayList<>();

    /** Whether it does not answer. */
    public boolean silent;

    @Override
    public CheckedStamp stamp(String digest) throws NoStampException {
        asked.add(digest);
        if (silent) {
            throw new NoStampException("silent");
        }
        byte[] response = of(digest);
        return new CheckedStamp(response, said(digest));
    }

    static byte[] of(String digest) {
        return (BEGIN + digest).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public ReadStamp read(byte[] response) throws NoStampException {
        String text = new String(response, StandardCharsets.US_ASCII);
        if (!text.startsWith(BEGIN)) {
            throw new NoStampException("not played");
        }
        return said(text.substring(BEGIN.length()));
    }

    private static ReadStamp said(String digest) {
        return new ReadStamp(digest, TIME, "Played clock", "c".repeat(64));
    }
}
