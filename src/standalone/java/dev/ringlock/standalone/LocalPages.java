package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.store.sqlite.RawRows;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pages of demo mode: {@code GET /local/} shows all stored rows, {@code GET /local/rows} gives them as JSON, and
 * the demo's other routes are here too. Rows are shown as they are in the file, so that a newcomer sees ciphertext and
 * ledger, and no number.
 */
@Singleton
class LocalPages {

    /** The most rows of a table on the page. The JSON has them all. */
    private static final int SHOWN = 40;

    /** One table of the page. */
    record TableView(String name, long rows, List<String> columns, List<List<String>> cells) {}

    @CheckedTemplate(basePath = "local")
    static final class LocalTemplates {

        private LocalTemplates() {}

        static native TemplateInstance stored(List<TableView> tables, DemoClock clock);
    }

    private final ServerSettings settings;
    private final Instance<LocalApi> api;
    private final Instance<LocalPhone> phone;
    private final Instance<LocalCampaign> campaign;
    private final Instance<LocalPurge> purge;
    private final Instance<DemoClock> clock;

    /** The demo's phones, purge and clock exist in demo mode only. */
    LocalPages(
            ServerSettings settings,
            Instance<LocalApi> api,
            Instance<LocalPhone> phone,
            Instance<LocalCampaign> campaign,
            Instance<LocalPurge> purge,
            Instance<DemoClock> clock) {
        this.settings = settings;
        this.api = api;
        this.phone = phone;
        this.campaign = campaign;
        this.purge = purge;
        this.clock = clock;
    }

    void route(@Observes Router router) {
        if (settings.demo()) {
            route(
                    router,
                    "/local/",
                    () -> Answers.page(
                            200, LocalTemplates.stored(tables(), clock.get()).render()));
            route(router, "/local/rows", () -> Answers.json(200, RawRows.all(settings.database())));
            router.get("/local/messages")
                    .handler(context -> Gateway.send(context, api.get().messages(parameter(context, "to"))));
            route(router, "/local/phone", () -> phone.get().empty());
            post(router, "/local/phone", body -> phone.get().post(body));
            post(router, "/local/inbox", body -> api.get().inbox(body));
            post(router, "/local/staff-token", body -> api.get().staffToken(body));
            route(router, "/local/campaign", () -> campaign.get().empty());
            post(router, "/local/campaign", body -> campaign.get().post(body));
            route(router, "/local/purge", () -> purge.get().page());
            post(router, "/local/purge", body -> purge.get().post(body));
            route(router, "/local/clock", () -> purge.get().now());
            post(router, "/local/clock", body -> purge.get().jump(body));
            router.post("/local/run/purge")
                    .blockingHandler(
                            context -> Gateway.send(
                                    context,
                                    Endpoint.guarded(
                                            () -> purge.get().run(parameter(context, "dryRun")), Answers::problem)),
                            false);
        }
    }

    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getParam(name), "");
    }

    private static void post(Router router, String path, Function<byte[], APIGatewayV2HTTPResponse> work) {
        router.post(path)
                .blockingHandler(
                        context -> Gateway.send(
                                context,
                                Endpoint.guarded(
                                        () -> work.apply(context.<Buffer>get(Gateway.BODY, Buffer.buffer())
                                                .getBytes()),
                                        Answers::problem)),
                        false);
    }

    private static void route(Router router, String path, Supplier<APIGatewayV2HTTPResponse> work) {
        router.get(path)
                .blockingHandler(context -> Gateway.send(context, Endpoint.guarded(work, Answers::problem)), false);
    }

    private List<TableView> tables() {
        return RawRows.all(settings.database()).entrySet().stream()
                .map(table -> table(table.getKey(), table.getValue()))
                .toList();
    }

    private static TableView table(String name, List<Map<String, Object>> rows) {
        List<String> columns =
                rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
        List<List<String>> cells = rows.stream()
                .limit(SHOWN)
                .map(row -> row.values().stream().map(String::valueOf).toList())
                .toList();
        return new TableView(name, rows.size(), columns, cells);
    }
}
