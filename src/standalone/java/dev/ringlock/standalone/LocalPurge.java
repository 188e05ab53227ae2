package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.purge.KnownTime;
import dev.ringlock.purge.PurgeStep;
import dev.ringlock.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Demo mode's purge, as a page and as JSON: due contacts and reports, runs on demand, and a clock that jumps. */
@Singleton
final class LocalPurge {

    private static final String PATH = "/local/purge";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String NO_JUMP =
            "This has to be a time ahead in ISO 8601, such as P30D, P1Y or PT12H, of ten years at most.";
    private static final String CUT_OFF = "The run did not finish. The next run does the rest.";

    @CheckedTemplate(basePath = "local")
    static final class PurgeTemplates {

        private PurgeTemplates() {}

        static native TemplateInstance purge(
                DemoClock clock,
                List<WaitingContact> waiting,
                List<RunView> reports,
                List<RunView> dry,
                String trouble);
    }

    private final DemoClock clock;
    private final PurgeSchedule schedule;
    private final KnownTime time;
    private final Store store;

    LocalPurge(DemoClock clock, PurgeSchedule schedule, KnownTime time, Store store) {
        this.clock = clock;
        this.schedule = schedule;
        this.time = time;
        this.store = store;
    }

    /** {@code GET /local/clock} */
    APIGatewayV2HTTPResponse now() {
        return Answers.json(200, Map.of("now", Time.rfc3339(clock.instant())));
    }

    /**
     * {@code POST /local/clock}: the clock jumps. Contacts that are due by then stay visible until the schedule purges
     * them.
     */
    APIGatewayV2HTTPResponse jump(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        String advance = fields.text("advance");
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        if (jumped(advance).isEmpty()) {
            fields.note("advance", "not_a_jump", NO_JUMP);
        }
        ProblemException.ifAny(errors);
        return now();
    }

    /** {@code POST /local/run/purge?dryRun=}: a complete run, and its report. */
    APIGatewayV2HTTPResponse run(String dryRun) {
        if (!Set.of("", "true", "false").contains(dryRun)) {
            throw new ProblemException(new Problem.Malformed("dry_run", "dryRun has to be true or false."));
        }
        PurgeStep run =
                walk(dryRun.equals("true")).orElseThrow(() -> new ProblemException(new Problem.Unavailable(PAUSE)));
        return Answers.json(200, RunView.json(run));
    }

    /** {@code GET /local/purge} */
    APIGatewayV2HTTPResponse page() {
        return page(200, List.of(), "");
    }

    /** Does what the page's button says. A dry run leaves nothing on the ledger, so its report is the answer. */
    APIGatewayV2HTTPResponse post(byte[] body) {
        FormBody form = FormBody.read(body).refuseOthers(Set.of("run", "advance"), Set.of());
        if (form.first("run").isEmpty()) {
            return jumped(form.first("advance")).isEmpty() ? page(422, List.of(), NO_JUMP) : Answers.seeOther(PATH);
        }
        boolean dry = form.first("run").equals("dry");
        if (!dry && !form.first("run").equals("real")) {
            throw FormBody.unreadable();
        }
        Optional<PurgeStep> run = walk(dry);
        if (run.isEmpty()) {
            return page(503, List.of(), CUT_OFF);
        }
        return dry ? page(200, List.of(RunView.of(run.get())), "") : Answers.seeOther(PATH);
    }

    /**
     * Postpones the schedule before the clock jumps, so that it does not run in between. The jump also confirms the
     * clock, as an owner does elsewhere.
     */
    private Optional<Instant> jumped(String by) {
        schedule.postpone();
        Optional<Instant> now = clock.jump(by);
        now.ifPresent(time::accept);
        return now;
    }

    private Optional<PurgeStep> walk(boolean dryRun) {
        schedule.postpone();
        return schedule.run(dryRun);
    }

    private APIGatewayV2HTTPResponse page(int status, List<RunView> dry, String trouble) {
        return Answers.page(
                status,
                PurgeTemplates.purge(
                                clock,
                                WaitingContact.first(store, clock.instant()),
                                RunView.recent(store, clock.instant()),
                                dry,
                                trouble)
                        .render());
    }
}
