package dev.ringlock.lambda;

import dev.ringlock.audience.AudienceFunction;
import dev.ringlock.audience.export.ExportFunction;
import dev.ringlock.audit.AuditFunction;
import dev.ringlock.capture.CaptureFunction;
import dev.ringlock.capture.NoticeChangedException;
import dev.ringlock.capture.Notices;
import dev.ringlock.confirm.ConfirmFunction;
import dev.ringlock.contacts.ContactsFunction;
import dev.ringlock.http.Endpoint;
import dev.ringlock.inbound.InboundFunction;
import dev.ringlock.links.LinksFunction;
import dev.ringlock.policy.Policy;
import dev.ringlock.preferences.PreferencesFunction;
import dev.ringlock.purge.PurgeFunction;
import dev.ringlock.reveal.RevealFunction;
import dev.ringlock.steps.DeclaredPurposes;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.amazon.lambda.runtime.FunctionError;
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
    private static final String CAPTURE = "capture";

    /** First of all, so that failures of the start are logged in the same way. */
    void log(@Observes @Priority(1) StartupEvent event, SdkCalls calls) {
        for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            handler.setFormatter(new JsonLines(calls::take));
        }
    }

    /** Every function needs the policy. Only the function that this process runs gets its engines. */
    void check(
            @Observes StartupEvent event,
            Policy policy,
            @ConfigProperty(name = "quarkus.funqy.export") String function,
            Instance<Notices> notices,
            Instance<DeclaredPurposes> purposes,
            Functions functions) {
        functions.make(function);
        if (function.equals(CAPTURE)) {
            register(notices.get());
            register(purposes.get());
        }
    }

    /** The functions that have engines. A missing setting is reported when they are made. */
    @Singleton
    record Functions(
            Instance<CaptureFunction> capture,
            Instance<ConfirmFunction> confirm,
            Instance<InboundFunction> inbound,
            Instance<PreferencesFunction> preferences,
            Instance<LinksFunction> links,
            Instance<ContactsFunction> contacts,
            Instance<AudienceFunction> audience,
            Instance<RevealFunction> reveal,
            Instance<ExportFunction> export,
            Instance<AuditFunction> audit,
            Instance<PurgeFunction> purge) {

        void make(String function) {
            switch (function) {
                case CAPTURE -> capture.get();
                case "confirm" -> confirm.get();
                case "inbound" -> inbound.get();
                case "preferences" -> preferences.get();
                case "links" -> links.get();
                case "contacts" -> contacts.get();
                case "audience" -> audience.get();
                case "reveal" -> reveal.get();
                case "export" -> export.get();
                case "audit" -> audit.get();
                case "purge" -> purge.get();
                default -> {
                    // pages needs only the policy
                }
            }
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
