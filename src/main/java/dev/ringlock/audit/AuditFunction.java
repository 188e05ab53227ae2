package dev.ringlock.audit;

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
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.LedgerLine;
import dev.ringlock.steps.PurgeRuns;
import dev.ringlock.steps.StaffTrail;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/ledger} and {@code GET /v1/runs}: the ledger by person of staff, by contact and by time, and the
 * purge's runs. The caller is checked before anything is read. The ledger gets an entry about the reading before the
 * answer.
 */
@Singleton
@Named("audit")
@RegisterForReflection(targets = {Audit.Entries.class, Audit.RunList.class, LedgerLine.class})
public class AuditFunction implements HttpFunction {

    private final StaffTokens staff;
    private final StaffTrail trace;
    private final Arrivals arrivals;
    private final Audit audit;

    AuditFunction(StaffTokens staff, StaffTrail trace, Arrivals arrivals, Audit audit) {
        this.staff = staff;
        this.trace = trace;
        this.arrivals = arrivals;
        this.audit = audit;
    }

    @Funq
    public APIGatewayV2HTTPResponse audit(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("audit", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (request.path()) {
            case "/v1/ledger" -> ledger(request);
            case "/v1/runs" -> runs(request);
            default -> throw new ProblemException(new Problem.NotFound());
        };
    }

    private APIGatewayV2HTTPResponse ledger(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.AUDIT, request);
        LedgerQuery ask = LedgerQuery.read(request);
        trace.read(actor, Action.AUDIT, ask.what());
        return Answers.json(200, audit.entries(ask));
    }

    private APIGatewayV2HTTPResponse runs(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.SEE_RUNS, request);
        RunsQuery days = RunsQuery.read(request, PurgeRuns.day(arrivals.now()));
        trace.read(actor, Action.SEE_RUNS, days.what());
        return Answers.json(200, audit.runs(days));
    }
}
