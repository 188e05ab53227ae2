package dev.ringlock.links;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Request;
import dev.ringlock.http.Time;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/preferences/links}: makes a link for a message that is about to go out. It makes one for any number,
 * on file or not, and the answer does not show which.
 */
@Singleton
@Named("links")
@RegisterForReflection(targets = Link.class)
public class LinksFunction implements HttpFunction {

    private static final Duration LASTS = Duration.ofDays(7);

    private final MachineTokens machines;
    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final PublicUrl publicUrl;

    LinksFunction(MachineTokens machines, Store store, Index index, Arrivals arrivals, PublicUrl publicUrl) {
        this.machines = machines;
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.publicUrl = publicUrl;
    }

    @Funq
    public APIGatewayV2HTTPResponse links(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("links", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        request.refuseUnlessPost();
        machines.require("links", request);
        request.refuseUnlessJson();
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(request.body()), errors);
        NumberFields typed = NumberFields.read(fields);
        fields.refuseOthers();
        Optional<PhoneNumber> number = typed.any(errors);
        ProblemException.ifAny(errors);
        Instant expiresAt = arrivals.now().plus(LASTS);
        String token = arrivals.token();
        GuardRow row = PreferenceLinks.row(token, index.contactIds(number.orElseThrow()), expiresAt);
        store.change(() -> ChangePlan.write(Commit.ofRows(List.of(row)), true));
        return Answers.json(
                201,
                new Link(
                        publicUrl.value() + PreferenceLinks.PATH + "?t=" + token,
                        Time.rfc3339(expiresAt),
                        typed.country()));
    }
}
