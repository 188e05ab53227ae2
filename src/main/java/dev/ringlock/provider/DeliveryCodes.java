package dev.ringlock.provider;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The meaning of providers' states and codes, from a table of ours that names the source of each row. */
final class DeliveryCodes {

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
        try (InputStream in = DeliveryCodes.class.getResourceAsStream("/provider/delivery_codes.csv")) {
            Map<String, String> classes = new HashMap<>();
            CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(Objects.requireNonNull(in, "the table of delivery codes is missing"))
                    .stream()
                    .filter(row -> !row.getField("confidence").equals("UNCONFIRMED"))
                    .forEach(row -> classes.put(
                            key(row.getField("provider"), row.getField("kind"), row.getField("word")),
                            row.getField("class")));
            return Map.copyOf(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String provider, String kind, String word) {
        return provider + "/" + kind + "/" + word.toLowerCase(Locale.ROOT);
    }
}
