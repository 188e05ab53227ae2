package dev.ringlock.lambda;

import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.HttpReassigned;
import dev.ringlock.reassigned.ReassignedMistakesException;
import dev.ringlock.reassigned.ReassignedNumbers;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The source on reassigned numbers on Lambda: an address of the owner's, if the policy has the check on. */
@ApplicationScoped
class LambdaReassigned {

    @Produces
    @Singleton
    ReassignedNumbers numbers(LambdaSettings settings, Policy policy) {
        return of(settings.reassigned(), policy);
    }

    static ReassignedNumbers of(Optional<String> address, Policy policy) {
        if (policy.retention().quality().reassigned() == null) {
            return ReassignedNumbers.none();
        }
        String known = address.orElseThrow(() -> new ConfigurationException(
                "The policy has quality.reassigned on, and RINGLOCK_REASSIGNED is not set: it is the https:// address that"
                        + " knows which numbers were given up. Or write `reassigned: off`"));
        try {
            return HttpReassigned.at(known, Optional.empty());
        } catch (ReassignedMistakesException e) {
            throw new ConfigurationException("RINGLOCK_REASSIGNED cannot be used: " + e.getMessage());
        }
    }
}
