package dev.ringlock.standalone;

import dev.ringlock.policy.Policy;
import dev.ringlock.reassigned.FileOfReassigned;
import dev.ringlock.reassigned.HttpReassigned;
import dev.ringlock.reassigned.ReassignedMistakesException;
import dev.ringlock.reassigned.ReassignedNumbers;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/**
 * The source on reassigned numbers on one machine: a file or an address of the owner's, if the policy has the check on.
 */
@ApplicationScoped
class ServerReassigned {

    @Produces
    @Singleton
    ReassignedNumbers numbers(ServerSettings settings, Policy policy) {
        return of(settings, policy);
    }

    static ReassignedNumbers of(ServerSettings settings, Policy policy) {
        if (policy.retention().quality().reassigned() == null) {
            return ReassignedNumbers.none();
        }
        String source = settings.reassigned()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "The policy has quality.reassigned on, and RINGLOCK_REASSIGNED is not set: it names a file or an"
                                        + " https:// address that knows which numbers were given up. Or write `reassigned: off`"));
        try {
            return source.contains("://")
                    ? HttpReassigned.at(source, settings.reassignedSecret().map(SecretFile::read))
                    : FileOfReassigned.read(Path.of(source));
        } catch (ReassignedMistakesException e) {
            throw new ConfigurationException(
                    "RINGLOCK_REASSIGNED names a file or address that cannot be used: " + e.getMessage());
        }
    }
}
