package dev.ringlock.lambda;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.http.Endpoint;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.arc.Arc;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Prepares all that the first event needs: a log with one line a record, a policy without mistakes, and its notices and
 * purposes on the ledger.
 *
 * <p>Quarkus reports an event of a wrong shape to Lambda with a {@link FunctionError}, whose fields it does not
 * register for reflection itself.
 */
@Singleton
@RegisterForReflection(targets = FunctionError.class)
class LambdaStart {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** First of all, so that failures of the start are logged in the same way. */
    void log(
            @Observes @Priority(1) StartupEvent event,
            SdkCalls calls,
            LambdaSettings settings,
            @ConfigProperty(name = "aws.lambda.function.name", defaultValue = "${quarkus.funqy.export}")
                    String function) {
        for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            handler.setFormatter(new JsonLines(calls::take, function, settings.tablePrefix()));
        }
    }

    /** Every function needs the policy. Only the function that this process runs gets its engines. */
    void check(
            @Observes StartupEvent event,
            Policy policy,
            @ConfigProperty(name = "quarkus.funqy.export") String function,
            Instance<Notices> notices,
            Instance<DeclaredPurposes> purposes) {
        // a missing setting is reported when the function is made; its bean has its name
        BuiltFunction.named(function)
                .ifPresent(built -> Arc.container().instance(built.id()).get());
        if (function.equals(BuiltFunction.CAPTURE.id())) {
            register(notices.get());
            register(purposes.get());
        }
    }

    private static void register(DeclaredPurposes purposes) {
        try {
            purposes.register();
        } catch (StoreUnavailableException e) {
            // the next start tries again, and so does the next purge
            LOG.warnf("purposes not registered yet: %s", Endpoint.place(e));
        }
    }

    private static void register(Notices notices) {
        try {
            notices.register();
        } catch (StoreUnavailableException e) {
            // the first signup tries again, and is answered 503 if that fails too
            LOG.warnf("notices not registered yet: %s", Endpoint.place(e));
        } catch (NoticeChangedException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
