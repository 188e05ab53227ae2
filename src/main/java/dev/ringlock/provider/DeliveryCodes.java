package dev.ringlock.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The meaning of providers' states and codes, from a table of ours that names the source of each row. */
final class DeliveryCodes {

    private static final int CELLS = 7;
    private static final String STATE = "state";
    private static final String CODE = "code";

    /** The class of a state whose code says why. */
    private static final String FAILED = "failed";

    private static final Map<String, String> CLASSES = read();

    private DeliveryCodes() {}

    /**
     * The outcome that a receipt tells.
     *
     * @param state the provider's word for it
     * @param code why it failed; empty if the provider does not say
     * @return nothing for a state that is not known. A failure whose code is not known is one for now
     */
    static DeliveryOutcome outcome(String provider, String state, String code) {
        String ofState = CLASSES.getOrDefault(key(provider, STATE, state), "underway");
        String found = ofState.equals(FAILED) ? CLASSES.getOrDefault(key(provider, CODE, code), "soft") : ofState;
        return DeliveryOutcome.valueOf(found.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> read() {
        Map<String, String> classes = new HashMap<>();
        table().lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            if (cells.length != CELLS) {
                throw new IllegalStateException("the table of delivery codes has a row of " + cells.length + " cells");
            }
            if (!cells[4].equals("UNCONFIRMED")) {
                classes.put(key(cells[0], cells[1], cells[2]), cells[3]);
            }
        });
        return Map.copyOf(classes);
    }

    private static String key(String provider, String kind, String word) {
        return provider + "/" + kind + "/" + word.toLowerCase(Locale.ROOT);
    }

    private static String table() {
        try (InputStream in = DeliveryCodes.class.getResourceAsStream("/provider/delivery_codes.csv")) {
            if (in == null) {
                throw new IllegalStateException("the table of delivery codes is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
