package dev.ringlock.links;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.http.Time;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.signin.StaffTokens;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links to a person's own page: {@code POST /v1/preferences/links} makes one for a machine that sends it,
 * {@code POST /v1/contacts/link} sends one for staff, {@code /v1/preferences/codes} leads the person there by a code. Any number has one, on file or not, and no answer shows which.
 * {@code POST /v1/test-messages} is here because this function sends messages for staff.
 */
@Singleton
@Named("links")
@RegisterForReflection(targets = {Link.class, SendResult.class})
public class LinksFunction implements HttpFunction {

    private final MachineTokens machines;
    private final StaffTokens staff;
    private final Policy policy;
    private final Links links;
    private final StaffMessages messages;
    private final PageCodeForms pageCodes;

    LinksFunction(
            MachineTokens machines,
            StaffTokens staff,
            Policy policy,
            Links links,
            StaffMessages messages,
            PageCodeForms pageCodes) {
        this.machines = machines;
        this.staff = staff;
        this.policy = policy;
        this.links = links;
        this.messages = messages;
        this.pageCodes = pageCodes;
    }

    @Funq
    public APIGatewayV2HTTPResponse links(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("links", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        if (PageCodeForms.takes(request)) {
            return pageCodes.answer(request);
        }
        request.refuseUnlessPost();
        return switch (request.route()) {
            case "/v1/preferences/links" -> link(request);
            case "/v1/contacts/link" -> sendLink(request);
            case "/v1/test-messages" -> test(request);
            default -> throw new ProblemException(new Problem.NotFound());
        };
    }

    private APIGatewayV2HTTPResponse link(Request request) {
        machines.require("links", request);
        LinkRequest ask = LinkRequest.read(request);
        NewLink link = links.make(ask.number(), List.of());
        return Answers.json(201, new Link(link.url(), Time.rfc3339(link.expiresAt()), ask.region()));
    }

    private APIGatewayV2HTTPResponse sendLink(Request request) {
        Actor actor = staff.require(Action.SEND_LINK, request);
        return Answers.json(200, messages.sendLink(actor, LinkRequest.readWithLanguage(request)));
    }

    private APIGatewayV2HTTPResponse test(Request request) {
        Actor actor = staff.require(Action.TEST_MESSAGE, request);
        return Answers.json(200, messages.test(actor, TestRequest.read(request, policy)));
    }
}
