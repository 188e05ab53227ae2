package dev.ringlock.audience.numbers;

import dev.ringlock.audience.numbers.OpenedNumbers.Numbered;
import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Compartment;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the numbers of an audience's compartments. */
public final class AudienceNumbers {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private AudienceNumbers() {}

    /**
     * Opens a page. A compartment that cannot be opened is left out, logged and counted, so that it neither hides the
     * others nor goes unnoticed.
     *
     * @throws dev.ringlock.keys.KeysUnavailableException if the key engine did not answer
     */
    public static OpenedNumbers open(Opener opener, Purpose purpose, List<Compartment> page) {
        opener.ready(purpose, page.stream().map(Compartment::wrappedKey).toList());
        List<Numbered> numbers = new ArrayList<>(page.size());
        for (Compartment each : page) {
            try {
                PhoneNumber number = opener.open(each.contact(), purpose, each.sealed(), each.wrappedKey());
                numbers.add(new Numbered(each.contact(), number));
            } catch (CannotOpenException e) {
                LOG.errorf("audience of %s: a compartment cannot be opened: %s", purpose, Endpoint.place(e));
            }
        }
        return new OpenedNumbers(numbers, page.size() - numbers.size());
    }
}
