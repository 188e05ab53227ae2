package dev.ringlock.audience.export;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Endpoint;
import dev.ringlock.http.Json;
import dev.ringlock.http.Request;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way into this door for tests: the calls of staff, and the steps that nobody waits for. */
public final class ExportClient {

    private final StaffCaller caller;
    private final ExportRoutes calls;
    private final ExportFunction function;

    public ExportClient(Engines on, SealedFiles files) {
        this(on, on.store, files, null);
    }

    /** @param serves null for every purpose */
    public ExportClient(Engines on, Store store, SealedFiles files, @Nullable Purpose serves) {
        this.caller = new StaffCaller(on.clock);
        PartSeals seals = new PartSeals(on.keys, new Envelope());
        Exports exports = new Exports(store, files);
        this.calls = new ExportRoutes(
                on.policy,
                caller.tokens(on.policy, serves),
                on.arrivals,
                exports,
                new ExportDownload(store, files, seals, on.arrivals));
        this.function = new ExportFunction(
                new ServedPurpose(Optional.ofNullable(serves)),
                new ExportWriter(exports, store, files, seals, on.arrivals));
    }

    public ExportRoutes calls() {
        return calls;
    }

    public Map<String, String> claims(String person, String groups) {
        return caller.claims(person, groups);
    }

    /** What one of the purpose's campaigns asks for by that path, behind {@code …/exports}. */
    public APIGatewayV2HTTPResponse get(String purpose, String rest) {
        return send("GET", purpose, rest, "", claims("cam", "[campaign:" + purpose + "]"));
    }

    public APIGatewayV2HTTPResponse ask(String purpose, String format) {
        String body = Json.write(Map.of("reason", "the spring sale", "campaign", "spring-26", "format", format));
        return send("POST", purpose, "", body, claims("cam", "[campaign:" + purpose + "]"));
    }

    /** Asks, and tells the export's id. */
    public String asked(String purpose, String format) {
        return (String) Json.read(ask(purpose, format).getBody(), Map.class).get("exportId");
    }

    public APIGatewayV2HTTPResponse send(
            String method, String purpose, String rest, String body, Map<String, String> claims) {
        String[] path = ("/v1/purposes/" + purpose + "/exports" + rest).split("\\?", 2);
        Map<String, String> query = path.length == 1 ? Map.of() : Map.of("cursor", path[1].replace("cursor=", ""));
        Request request = Request.of(StaffCaller.event(method, path[0], query, "application/json", body, claims));
        return Endpoint.guarded(() -> calls.answer(request), Answers::problem);
    }

    public ExportStep step(ExportStep step) {
        return function.export(step);
    }

    /** All of its steps. */
    public void run(String purpose, String id) {
        ExportStep step = ExportStep.of(id, purpose);
        do {
            step = step(step);
        } while (!step.done());
    }
}
