package dev.ringlock.audience;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.audience.export.ExportClient;
import dev.ringlock.audience.numbers.KeptOpener;
import dev.ringlock.audience.preview.PreviewClient;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.signin.StaffCaller;
import dev.ringlock.store.FilesInMemory;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way into this door for tests. */
public final class AudienceClient {

    private final StaffCaller caller;
    private final AudienceFunction function;

    public AudienceClient(Engines on) {
        this(on, on.keys, null);
    }

    /** @param serves null for every purpose */
    public AudienceClient(Engines on, Keys keys, @Nullable Purpose serves) {
        this.caller = new StaffCaller(on.clock);
        this.function = new AudienceFunction(
                on.policy,
                caller.tokens(on.policy, serves),
                new Audience(on.store, new KeptOpener(keys, new Envelope(), on.clock), on.arrivals),
                new PreviewClient(on, caller.tokens(on.policy, serves)).route(),
                new ExportClient(on, new FilesInMemory()).calls());
    }

    /** What the authorizer hands on of a person's token. */
    public Map<String, String> claims(String person, String groups) {
        return caller.claims(person, groups);
    }

    public APIGatewayV2HTTPResponse post(String purpose, String body, Map<String, String> claims) {
        return send("POST", "/v1/purposes/" + purpose + "/audience", "application/json", body, claims);
    }

    public APIGatewayV2HTTPResponse send(
            String method, String path, String mediaType, String body, Map<String, String> claims) {
        return function.audience(StaffCaller.event(method, path, Map.of(), mediaType, body, claims));
    }
}
