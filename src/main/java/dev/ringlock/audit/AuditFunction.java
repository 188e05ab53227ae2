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
import dev.ringlock.steps.Runs;
import dev.ringlock.steps.StaffTrail;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/ledger} and {@code GET /v1/runs}: the ledger by person of staff, by contact and by time, and the
 * purge's runs. The caller is checked before anything is read. The ledger gets an entry about the reading before the
 * answer. {@code GET /v1/overview} tells what has happened lately in numbers.
 */
@Singleton
@Named("audit")
@RegisterForReflection(
        targets = {
            Audit.Entries.class,
            Audit.RunList.class,
            LedgerLine.class,
            Overview.OverviewView.class,
            Overview.HoldCount.class,
            DayCounts.Day.class
        })
public class AuditFunction implements HttpFunction {

    private final StaffTokens staff;
    private final StaffTrail trace;
    private final Arrivals arrivals;
    private final Audit audit;
    private final Overview overview;

    AuditFunction(StaffTokens staff, StaffTrail trace, Arrivals arrivals, Audit audit, Overview overview) {
        this.staff = staff;
        this.trace = trace;
        this.arrivals = arrivals;
        this.audit = audit;
        this.overview = overview;
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
            case "/v1/overview" -> overview(request);
            case "/v1/overview/holds" -> holds(request);
            default -> throw new ProblemException(new Problem.NotFound());
        };
    }

    private APIGatewayV2HTTPResponse ledger(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.AUDIT, request);
        LedgerQuery ask = LedgerQuery.read(request);
        trace.read(actor, Action.AUDIT, audit.told(ask));
        return Answers.json(200, audit.entries(ask));
    }

    private APIGatewayV2HTTPResponse runs(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.SEE_RUNS, request);
        RunsQuery days = RunsQuery.read(request, Runs.day(arrivals.now()));
        trace.read(actor, Action.SEE_RUNS, days.what());
        return Answers.json(200, audit.runs(days));
    }

    /** It shows nobody, so no entry is written: the console asks for it each time that somebody comes to its first page. */
    private APIGatewayV2HTTPResponse overview(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.OVERVIEW, request);
        request.refuseOtherParameters(Set.of());
        return Answers.json(200, overview.of(actor));
    }

    /** The same goes for this, which the console's menu asks for. */
    private APIGatewayV2HTTPResponse holds(Request request) {
        request.refuseUnlessGet();
        staff.require(Action.DECIDE_HOLD, request);
        request.refuseOtherParameters(Set.of());
        return Answers.json(200, overview.held());
    }
}
