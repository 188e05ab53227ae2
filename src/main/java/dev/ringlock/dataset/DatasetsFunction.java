package dev.ringlock.dataset;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.dataset.DatasetView.AskableColumn;
import dev.ringlock.dataset.DatasetView.ListedDatasets;
import dev.ringlock.dataset.run.Dataset;
import dev.ringlock.dataset.run.DatasetAnswer;
import dev.ringlock.dataset.run.DatasetColumns;
import dev.ringlock.dataset.run.DatasetKind;
import dev.ringlock.dataset.run.DatasetOrder;
import dev.ringlock.dataset.run.DatasetPart;
import dev.ringlock.dataset.run.Datasets;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.HttpFunction;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.http.Time;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.steps.Arrivals;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/datasets}: orders come in, and another function makes the datasets in steps. An analyst sees
 * their own alone, since each answer is compared with those that the same analyst got before. A privacy officer sees all, but no
 * rows.
 */
@Singleton
@Named("datasets")
@RegisterForReflection(
        targets = {
            DatasetView.class,
            DatasetView.OfColumn.class,
            DatasetView.RowsPart.class,
            ListedDatasets.class,
            AskableColumn.class,
            DatasetView.Reidentified.class
        })
public class DatasetsFunction implements HttpFunction {

    private static final Pattern PART = Pattern.compile("[1-9][0-9]{0,5}");

    private final StaffTokens staff;
    private final Policy policy;
    private final Arrivals arrivals;
    private final Datasets datasets;
    private final Reidentification reidentification;

    DatasetsFunction(
            StaffTokens staff, Policy policy, Arrivals arrivals, Datasets datasets, Reidentification reidentification) {
        this.staff = staff;
        this.policy = policy;
        this.arrivals = arrivals;
        this.datasets = datasets;
        this.reidentification = reidentification;
    }

    @Funq
    public APIGatewayV2HTTPResponse datasets(@Nullable APIGatewayV2HTTPEvent event) {
        return Endpoint.answer("datasets", event, this);
    }

    @Override
    public APIGatewayV2HTTPResponse answer(Request request) {
        return switch (request.route()) {
            case "/v1/datasets" -> all(request);
            case "/v1/datasets/{datasetId}" -> one(request);
            case "/v1/datasets/{datasetId}/parts/{part}" -> part(request);
            case "/v1/datasets/{datasetId}/end" -> end(request);
            case "/v1/datasets/{datasetId}/reidentify" -> reidentify(request);
            default -> throw nothing();
        };
    }

    private APIGatewayV2HTTPResponse all(Request request) {
        if (request.method().equals("POST")) {
            return begin(request);
        } else if (!request.method().equals("GET")) {
            throw new ProblemException(new Problem.MethodNotAllowed("GET, POST"));
        }
        Actor actor = staff.require(Action.SEE_DATASETS, request);
        List<DatasetView> all = datasets.all(order -> maySee(actor, order)).stream()
                .map(DatasetView::of)
                .toList();
        return Answers.json(
                200,
                new ListedDatasets(
                        all,
                        columns(DatasetKind.ROWS),
                        columns(DatasetKind.EVENTS),
                        policy.datasets().k(),
                        policy.datasets().keptDays()));
    }

    private APIGatewayV2HTTPResponse begin(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.DATASET, request);
        String key = IdempotencyKey.of(request);
        DatasetRequest wanted = JsonBody.read(request, (fields, errors) -> DatasetRequest.read(fields, policy));
        DatasetAnswer answer = datasets.begin(actor, wanted.order(arrivals.ulid(arrivals.now()), actor), key);
        if (answer instanceof DatasetAnswer.Ordered ordered) {
            return Answers.json(202, DatasetView.of(ordered.dataset()));
        } else if (answer instanceof DatasetAnswer.StillRunning running) {
            throw new ProblemException(new Problem.Conflict(
                    "Your dataset " + running.datasetId() + " is still being made. Wait for it, or end it."));
        } else if (answer instanceof DatasetAnswer.Spent spent) {
            throw new ProblemException(new Problem.TooMany(Duration.between(arrivals.now(), spent.until())));
        }
        if (answer instanceof DatasetAnswer.OlderTable older) {
            throw ProblemException.of(new FieldError(
                    "/columns",
                    "unknown_choice",
                    "Your data was read before the policy had one of these. It is read anew from "
                            + Time.rfc3339(older.until()) + " on."));
        }
        throw new ProblemException(new Problem.KeyReused());
    }

    private APIGatewayV2HTTPResponse one(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.SEE_DATASETS, request);
        return Answers.json(200, DatasetView.of(find(actor, request)));
    }

    private APIGatewayV2HTTPResponse part(Request request) {
        request.refuseUnlessGet();
        Actor actor = staff.require(Action.DATASET, request);
        DatasetFormat format = DatasetFormat.of(request.query().getOrDefault("format", DatasetFormat.CSV.id()))
                .orElseThrow(() ->
                        new ProblemException(new Problem.Malformed("bad_request", "The format can be csv or ndjson.")));
        Dataset dataset = find(actor, request);
        if (!dataset.order().askedBy().equals(actor.id()) || !dataset.isDone()) {
            throw nothing();
        }
        String number = request.parameter("part");
        DatasetPart part = Objects.requireNonNull(dataset.ending()).parts().stream()
                .filter(each -> PART.matcher(number).matches() && each.part() == Integer.parseInt(number))
                .findFirst()
                .orElseThrow(DatasetsFunction::nothing);
        String csv = datasets.part(actor, dataset, part).orElseThrow(DatasetsFunction::nothing);
        return Answers.download(
                format.mediaType(),
                format.written(csv),
                dataset.order().datasetId() + "-" + part.part() + "." + format.id());
    }

    private APIGatewayV2HTTPResponse end(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.SEE_DATASETS, request);
        Dataset dataset = find(actor, request);
        if (dataset.linked()) {
            datasets.stop(actor, dataset);
        }
        return Answers.json(200, DatasetView.of(find(actor, request)));
    }

    private APIGatewayV2HTTPResponse reidentify(Request request) {
        request.refuseUnlessPost();
        Actor actor = staff.require(Action.REIDENTIFY, request);
        ReidentifyRequest wanted =
                JsonBody.read(request, (fields, errors) -> ReidentifyRequest.read(fields, policy.numberInText()));
        return Answers.json(200, reidentification.of(actor, find(actor, request), wanted));
    }

    private Dataset find(Actor actor, Request request) {
        return datasets.find(request.parameter("datasetId"))
                .filter(dataset -> maySee(actor, dataset.order()))
                .orElseThrow(DatasetsFunction::nothing);
    }

    private static boolean maySee(Actor actor, DatasetOrder order) {
        return actor.may(Action.REIDENTIFY) || order.askedBy().equals(actor.id());
    }

    private List<AskableColumn> columns(DatasetKind kind) {
        return DatasetColumns.of(kind, policy).all().stream()
                .map(column -> new AskableColumn(column.name(), column.sensitive()))
                .toList();
    }

    private static ProblemException nothing() {
        return new ProblemException(new Problem.NotFound());
    }
}
