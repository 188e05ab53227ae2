package dev.ringlock.audience;

import dev.ringlock.audience.Opened.Numbered;
import dev.ringlock.consent.Purpose;
import dev.ringlock.edge.Edge;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Opener;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Compartment;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** From compartments to numbers. */
public final class Numbers {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private Numbers() {}

    /**
     * Opens a page. One that cannot be opened is left out and counted: it must neither hide the others nor go unseen.
     *
     * @throws dev.ringlock.keys.KeysUnavailableException if a key could not be had
     */
    public static Opened open(Opener opener, Purpose purpose, List<Compartment> page) {
        opener.ready(purpose, page.stream().map(Compartment::wrappedKey).toList());
        List<Numbered> numbers = new ArrayList<>(page.size());
        for (Compartment each : page) {
            try {
                PhoneNumber number = opener.open(each.contact(), purpose, each.sealed(), each.wrappedKey());
                numbers.add(new Numbered(each.contact(), number));
            } catch (CannotOpenException e) {
                LOG.errorf("audience of %s: a compartment cannot be opened: %s", purpose, Edge.place(e));
            }
        }
        return new Opened(numbers, page.size() - numbers.size());
    }
}
