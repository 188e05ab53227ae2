package dev.ringlock.steps;

import dev.ringlock.consent.Contact;
import dev.ringlock.http.Endpoint;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Stores that a message came from a phone and changes nothing else. If that fails, the message is not asked for again. */
@Singleton
public final class LifeSigns {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;

    public LifeSigns(Policy policy, Store store) {
        this.policy = policy;
        this.store = store;
    }

    public void seen(ReceivedMessage received) {
        try {
            Contact before = store.load(received.ids()).get(0);
            policy.rules()
                    .seen(before, received.at())
                    .ifPresent(change -> store.tryChange(ChangePlan.write(Commit.of(change), true)));
        } catch (StoreUnavailableException e) {
            LOG.infof("a sign of life was not stored: %s", Endpoint.place(e));
        }
    }
}
