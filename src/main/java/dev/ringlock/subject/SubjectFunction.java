package dev.ringlock.subject;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.RecordSheet;
import dev.ringlock.subject.evidence.EvidencePacks;
import dev.ringlock.subject.evidence.EvidenceRequest;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/subjects}: what people may ask of what is held about them. The number is in the body. The caller is
 * checked before anything is read.
 */
@Singleton
@Named("subject")
@RegisterForReflection(
        targets = {
            Erasures.Erased.class,
            ErasedData.class,
            ErasureView.class,
            ErasureView.LaterView.class,
            ErasureView.KeptView.class,
            ReadBack.class,
            RecordSheet.class,
            RecordSheet.SheetSection.class,
            RecordSheet.SheetItem.class
        })
public class SubjectFunction implements HttpFunction {

    private final StaffTokens staff;
    private final Erasures erasures;
    private final Accesses accesses;
    private final RecordAnswers answers;
    private final EvidencePacks evidence;

    SubjectFunction(
            StaffTokens staff, Erasures erasures, Accesses accesses, RecordAnswers answers, EvidencePacks evidence) {
        this.staff = staff;
        this.erasures = erasures;
        this.accesses = accesses;
        this.answers = answers;
        this.evidence = evidence;
    }

    @Funq
    public APIGatewayV2HTTPResponse subject(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("subject", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (request.route()) {
            case "/v1/subjects/erase" -> erase(request);
            case "/v1/subjects/access" -> access(request);
            case "/v1/subjects/export" -> export(request);
            case "/v1/subjects/evidence" -> evidence(request);
            default -> throw new ProblemException(new Problem.NotFound());
        };
    }

    private APIGatewayV2HTTPResponse erase(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.ERASE, request);
        String key = IdempotencyKey.of(request);
        return Answers.json(200, erasures.erase(actor, ErasureRequest.read(request), key));
    }

    private APIGatewayV2HTTPResponse access(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.GIVE_ACCESS, request);
        RecordRequest ask = RecordRequest.read(request);
        return answers.readable(
                accesses.read(actor, ask.number(), ask.format().id()), ask.format(), ask.language(), ask.paper());
    }

    private APIGatewayV2HTTPResponse export(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.GIVE_ACCESS, request);
        return answers.linked(accesses.read(actor, RecordRequest.number(request), "jsonld"));
    }

    private APIGatewayV2HTTPResponse evidence(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.EVIDENCE, request);
        EvidencePacks.Pack pack = evidence.of(actor, EvidenceRequest.read(request));
        return Answers.ifItFits(
                Answers.download("application/zip", pack.zip(), pack.name()),
                "The pack would be larger than can be handed out. Ask for less.");
    }
}
