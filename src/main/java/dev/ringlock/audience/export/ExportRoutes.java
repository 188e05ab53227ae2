package dev.ringlock.audience.export;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Purpose;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.steps.Arrivals;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/purposes/{purpose}/exports}, for people of that purpose's campaigns. A caller without
 * that role is refused before anything is read.
 */
@Singleton
@RegisterForReflection(
        targets = {ExportView.class, ExportView.OfPart.class, ExportView.All.class, ExportView.Recall.class})
public class ExportRoutes {

    private static final Pattern PATH =
            Pattern.compile("/v1/purposes/([^/]+)/exports(?:/([^/]+)(?:/(recall|parts/([0-9]{1,6})))?)?");
    private static final Pattern PART = Pattern.compile("[0-9]{1,6}");

    private final StaffTokens tokens;
    private final ServedPurpose serving;
    private final Policy policy;
    private final Arrivals arrivals;
    private final Doing doing;

    /** The classes that do the work. */
    @Singleton
    record Doing(Exports exports, ExportDownload handing) {}

    ExportRoutes(StaffTokens tokens, ServedPurpose serving, Policy policy, Arrivals arrivals, Doing doing) {
        this.tokens = tokens;
        this.serving = serving;
        this.policy = policy;
        this.arrivals = arrivals;
        this.doing = doing;
    }

    /** Whether a path is one of these. */
    public static boolean has(String path) {
        return PATH.matcher(path).matches();
    }

    /** A person, and the purpose whose numbers they may get. */
    private record ExportCaller(Actor actor, Purpose purpose) {}

    public APIGatewayV2HTTPResponse answer(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches() || !Purpose.isId(path.group(1))) {
            throw nothing();
        }
        String id = path.group(2);
        boolean post = id == null && request.method().equals("POST");
        if (post) {
            request.refuseUnlessPost();
        } else if (!request.method().equals("GET")) {
            throw new ProblemException(new Problem.MethodNotAllowed(id == null ? "GET, POST" : "GET"));
        }
        ExportCaller caller = caller(request, new Purpose(path.group(1)));
        if (post) {
            return ask(caller, request);
        } else if (id == null) {
            return Answers.json(
                    200,
                    new ExportView.All(doing.exports().all(caller.purpose()).stream()
                            .map(ExportView::of)
                            .toList()));
        }
        Manifest manifest = find(caller, id);
        if (path.group(3) == null) {
            return Answers.json(200, ExportView.of(manifest));
        }
        return path.group(4) == null
                ? recall(caller, manifest, request)
                : part(caller, manifest, Integer.parseInt(path.group(4)));
    }

    private ExportCaller caller(Request request, Purpose purpose) {
        Actor actor = tokens.require(Action.AUDIENCE, purpose, request);
        // the purpose must be in the policy, whatever the token says; maintenance is never in it
        if (!serving.covers(purpose) || !policy.purposes().containsKey(purpose)) {
            throw nothing();
        }
        return new ExportCaller(actor, purpose);
    }

    private APIGatewayV2HTTPResponse ask(ExportCaller caller, Request request) {
        request.refuseUnlessJson();
        ExportRequest wanted = ExportRequest.read(request.body());
        Instant now = arrivals.now();
        ExportOrder ask = new ExportOrder(
                arrivals.ulid(now).value(),
                caller.purpose().id(),
                wanted.format().id(),
                wanted.campaign().reason(),
                wanted.campaign().campaign(),
                caller.actor().id());
        return Answers.json(202, ExportView.of(doing.exports().begin(ask, ExportEntries.asked(ask, caller.actor()))));
    }

    private APIGatewayV2HTTPResponse recall(ExportCaller caller, Manifest manifest, Request request) {
        String cursor = request.query().getOrDefault("cursor", "1");
        if (!PART.matcher(cursor).matches()) {
            throw new ProblemException(new Problem.Malformed("bad_request", "This cursor is none of ours."));
        }
        ExportDownload.Recalled recalled = doing.handing().recall(caller.actor(), manifest, Integer.parseInt(cursor));
        @Nullable Integer next = recalled.next();
        return Answers.json(
                200,
                new ExportView.Recall(
                        recalled.contacts().stream().map(ContactId::value).toList(),
                        next == null ? null : String.valueOf(next)));
    }

    private APIGatewayV2HTTPResponse part(ExportCaller caller, Manifest manifest, int number) {
        ExportPart part = manifest.filled().stream()
                .filter(one -> one.part() == number)
                .findFirst()
                .orElseThrow(ExportRoutes::nothing);
        ExportOrder ask = manifest.ask();
        String text = doing.handing().part(caller.actor(), ask, part).orElseThrow(ExportRoutes::nothing);
        return Answers.download(ask.inFormat().mediaType(), text, ask.exportId() + "-" + number + "." + ask.format());
    }

    private Manifest find(ExportCaller caller, String id) {
        if (!Ulid.isUlid(id)) {
            throw nothing();
        }
        return doing.exports().find(caller.purpose(), id).orElseThrow(ExportRoutes::nothing);
    }

    private static ProblemException nothing() {
        return new ProblemException(new Problem.NotFound());
    }
}
