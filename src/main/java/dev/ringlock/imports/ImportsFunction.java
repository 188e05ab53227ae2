package dev.ringlock.imports;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.imports.rows.MappingMistakesException;
import dev.ringlock.imports.run.ImportAnswer;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.Imports;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.StaffTokens;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/imports}: a file comes in by parts, is checked and run by the steps of another function, and
 * this one tells how far they are. The caller is checked before anything is read. No answer has a number of the file.
 */
@Singleton
@Named("imports")
@RegisterForReflection(
        targets = {
            ImportView.class,
            ImportView.ListedImports.class,
            ImportView.WorkView.class,
            ImportView.CountsView.class,
            ImportView.CheckView.class,
            ImportView.RefusedRowView.class,
            ImportView.ImportProblemView.class
        })
public class ImportsFunction implements HttpFunction {

    /** A base64 of it fits into an event of Lambda, which has six megabytes at most. */
    public static final int MOST_PART_BYTES = 4 * 1024 * 1024;

    /** A mapping with the wordings of old notices is longer than other bodies. */
    public static final int MOST_MAPPING_BYTES = 64 * 1024;

    private static final String OCTETS = "application/octet-stream";
    private static final Pattern PART = Pattern.compile("[1-9][0-9]{0,5}");

    private final StaffTokens staff;
    private final Policy policy;
    private final Imports imports;

    ImportsFunction(StaffTokens staff, Policy policy, Imports imports) {
        this.staff = staff;
        this.policy = policy;
        this.imports = imports;
    }

    @Funq
    public APIGatewayV2HTTPResponse imports(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("imports", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        String id = request.parameter("importId");
        return switch (request.route()) {
            case "/v1/imports" -> all(request);
            case "/v1/imports/{importId}" -> one(request, id);
            case "/v1/imports/{importId}/parts/{part}" -> part(request, id);
            case "/v1/imports/{importId}/check" -> check(request, id);
            case "/v1/imports/{importId}/run" -> run(request, id);
            case "/v1/imports/{importId}/cancel" -> cancel(request, id);
            case "/v1/imports/{importId}/report" -> report(request, id);
            default -> throw nothing();
        };
    }

    private APIGatewayV2HTTPResponse all(Request request) {
        if (request.method().equals("POST")) {
            return open(request);
        } else if (!request.method().equals("GET")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, POST"));
        }
        staff.require(Action.IMPORT, request);
        List<ImportView> all = imports.all().stream().map(ImportView::listed).toList();
        return Answers.json(200, new ImportView.ListedImports(all));
    }

    private APIGatewayV2HTTPResponse open(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.IMPORT, request);
        String key = IdempotencyKey.of(request);
        ImportRequest wanted =
                JsonBody.read(request, (fields, errors) -> ImportRequest.read(fields, policy.numberInText()));
        return key.isEmpty()
                ? Answers.json(201, ImportView.of(imports.begin(actor, wanted.source(), wanted.name())))
                : told(201, imports.begin(actor, wanted.source(), wanted.name(), key));
    }

    private APIGatewayV2HTTPResponse one(Request request, String id) {
        request.refuseUnlessGet();
        staff.require(Action.IMPORT, request);
        return Answers.json(200, ImportView.of(imports.find(id).orElseThrow(ImportsFunction::nothing)));
    }

    private APIGatewayV2HTTPResponse part(Request request, String id) {
        request.refuseUnlessPost(MOST_PART_BYTES);
        staff.require(Action.IMPORT, request);
        if (!request.mediaType().equals(OCTETS)) {
            throw new ProblemException(new Problem.UnsupportedMedia(OCTETS));
        }
        String part = request.parameter("part");
        if (!PART.matcher(part).matches()) {
            throw nothing();
        }
        return told(200, imports.addPart(id, Integer.parseInt(part), request.body()));
    }

    private APIGatewayV2HTTPResponse check(Request request, String id) {
        request.refuseUnlessPost(MOST_MAPPING_BYTES);
        Actor actor = staff.require(Action.IMPORT, request);
        CheckRequest wanted = JsonBody.read(request, (fields, errors) -> CheckRequest.read(fields));
        try {
            return told(202, imports.askForCheck(actor, id, wanted.mapping(), wanted.events(), wanted.sent()));
        } catch (MappingMistakesException e) {
            throw ImportRefusals.of(e);
        }
    }

    private APIGatewayV2HTTPResponse run(Request request, String id) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.IMPORT, request);
        // without a body, no row is left out that may be a no
        long refusedNoes = request.body().length == 0
                ? 0
                : JsonBody.read(request, (fields, errors) -> Optional.of(fields.count("refusedNoes", 0)));
        return told(202, imports.askForRun(actor, id, refusedNoes));
    }

    private APIGatewayV2HTTPResponse cancel(Request request, String id) {
        request.refuseUnlessPost();
        return told(200, imports.cancel(staff.require(Action.IMPORT, request), id));
    }

    private APIGatewayV2HTTPResponse report(Request request, String id) {
        request.refuseUnlessGet();
        staff.require(Action.IMPORT, request);
        String report = imports.report(id).orElseThrow(ImportsFunction::nothing);
        return Answers.download("text/csv; charset=utf-8", report, id + "-report.csv");
    }

    private static APIGatewayV2HTTPResponse told(int status, ImportAnswer answer) {
        if (answer instanceof ImportAnswer.RefusedRequest refused) {
            throw ImportRefusals.of(refused);
        }
        ImportProgress progress = ((ImportAnswer.TakenRequest) answer).progress();
        return Answers.json(status, ImportView.of(progress));
    }

    private static ProblemException nothing() {
        return new ProblemException(new Problem.NotFound());
    }
}
