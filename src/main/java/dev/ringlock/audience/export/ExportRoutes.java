package dev.ringlock.audience.export;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.PurposeRoute;
import dev.ringlock.signin.PurposeTokens;
import dev.ringlock.signin.PurposeTokens.PurposeCaller;
import dev.ringlock.steps.Arrivals;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
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

    private static final Pattern PART = Pattern.compile("[0-9]{1,6}");

    private final Policy policy;
    private final PurposeTokens tokens;
    private final Arrivals arrivals;
    private final Exports exports;
    private final ExportDownload download;

    ExportRoutes(Policy policy, PurposeTokens tokens, Arrivals arrivals, Exports exports, ExportDownload download) {
        this.policy = policy;
        this.tokens = tokens;
        this.arrivals = arrivals;
        this.exports = exports;
        this.download = download;
    }

    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (PurposeRoute.of(request).rest()) {
            case "exports" -> all(request);
            case "exports/{exportId}" -> one(request);
            case "exports/{exportId}/recall" -> recall(request);
            case "exports/{exportId}/parts/{part}" -> part(request);
            default -> throw nothing();
        };
    }

    /** {@code …/exports}: lists the purpose's exports, or orders one. */
    private APIGatewayV2HTTPResponse all(Request request) {
        if (request.method().equals("POST")) {
            request.refuseUnlessPost();
            return ask(caller(request), request);
        } else if (!request.method().equals("GET")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, POST"));
        }
        List<ExportView> all = exports.all(caller(request).purpose()).stream()
                .map(ExportView::of)
                .toList();
        return Answers.json(200, new ExportView.All(all));
    }

    /** {@code …/exports/{exportId}}: its progress. */
    private APIGatewayV2HTTPResponse one(Request request) {
        request.refuseUnlessGet();
        return Answers.json(200, ExportView.of(find(caller(request), request)));
    }

    /** {@code …/exports/{exportId}/recall}: its contacts that may no longer be used. */
    private APIGatewayV2HTTPResponse recall(Request request) {
        request.refuseUnlessGet();
        PurposeCaller caller = caller(request);
        return recall(caller, find(caller, request), request);
    }

    /** {@code …/exports/{exportId}/parts/{part}}: the numbers of a part. */
    private APIGatewayV2HTTPResponse part(Request request) {
        request.refuseUnlessGet();
        PurposeCaller caller = caller(request);
        Manifest manifest = find(caller, request);
        if (!PART.matcher(request.parameter("part")).matches()) {
            throw nothing();
        }
        return part(caller, manifest, Integer.parseInt(request.parameter("part")));
    }

    private PurposeCaller caller(Request request) {
        return tokens.require(Action.AUDIENCE, request);
    }

    private APIGatewayV2HTTPResponse ask(PurposeCaller caller, Request request) {
        request.refuseUnlessJson();
        ExportRequest wanted = ExportRequest.read(request.body(), policy.numberInText());
        Instant now = arrivals.now();
        ExportOrder ask = new ExportOrder(
                arrivals.ulid(now).value(),
                caller.purpose().id(),
                wanted.format().id(),
                wanted.campaign().reason(),
                wanted.campaign().campaign(),
                caller.actor().id());
        return Answers.json(202, ExportView.of(exports.begin(ask, ExportEntries.asked(ask, caller.actor()))));
    }

    private APIGatewayV2HTTPResponse recall(PurposeCaller caller, Manifest manifest, Request request) {
        String cursor = request.query().getOrDefault("cursor", "1");
        if (!PART.matcher(cursor).matches()) {
            throw new ProblemException(new Problem.Malformed("bad_request", "This cursor is none of ours."));
        }
        ExportDownload.Recalled recalled = download.recall(caller.actor(), manifest, Integer.parseInt(cursor));
        @Nullable Integer next = recalled.next();
        return Answers.json(
                200,
                new ExportView.Recall(
                        recalled.contacts().stream().map(ContactId::value).toList(),
                        next == null ? null : String.valueOf(next)));
    }

    private APIGatewayV2HTTPResponse part(PurposeCaller caller, Manifest manifest, int number) {
        ExportPart part = manifest.filled().stream()
                .filter(one -> one.part() == number)
                .findFirst()
                .orElseThrow(ExportRoutes::nothing);
        ExportOrder ask = manifest.ask();
        String text = download.part(caller.actor(), ask, part).orElseThrow(ExportRoutes::nothing);
        return Answers.download(ask.inFormat().mediaType(), text, ask.exportId() + "-" + number + "." + ask.format());
    }

    private Manifest find(PurposeCaller caller, Request request) {
        String id = request.parameter("exportId");
        if (!Ulid.isUlid(id)) {
            throw nothing();
        }
        return exports.find(caller.purpose(), id).orElseThrow(ExportRoutes::nothing);
    }

    private static ProblemException nothing() {
        return new ProblemException(new Problem.NotFound());
    }
}
