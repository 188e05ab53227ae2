package dev.ringlock.capture;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.http.Caller;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Claims;
import dev.ringlock.message.Message;
import dev.ringlock.message.MessageSender;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The capture path, built as in the server, for the benchmarks. It is in the room's package, to reach package-private
 * types.
 */
public final class CapturePath {

    private static final String EXAMPLE = "policy/harbour-books.yaml";
    private static final String REST = """
            ", "notice": {"id": "signup", "version": 1, "language": "en"},
             "decisions": [{"purpose": "marketing", "granted": true}, {"purpose": "service", "granted": true}],
             "evidence": {"url": "https://harbour-books.example/club", "form": "club", "method": "checkbox"}}""";
    private static final Caller CALLER = new Caller("127.0.0.1", "Java-http-client/17");
    private static final Purpose MARKETING = new Purpose("marketing");

    private final Policy policy;
    private final DataKeys dataKeys;
    private final Index index;
    private final Capture capture;
    private final CaptureFunction function;

    /** Sends nothing: the provider's time is not part of the measure. */
    private static final class NoSender implements MessageSender {

        @Override
        public void send(Message message) {}

        @Override
        public void rehearse(Message message) {}
    }

    public CapturePath(Store store) {
        KeyFile keys = keys();
        policy = PolicyFile.read(EXAMPLE, policyWithoutLimits());
        dataKeys = new DataKeys(keys, new Envelope(), Clock.systemUTC());
        index = new Index(keys);
        RateLimits limits = new RateLimits(store, index);
        capture = new Capture(
                policy,
                store,
                index,
                new CompartmentSeals(index, dataKeys),
                limits,
                new LimitedSender(limits, new NoSender()),
                new Arrivals(Clock.systemUTC()),
                new Notices(policy, store, Clock.systemUTC()));
        // a JSON request needs no pages
        Arrivals arrivals = new Arrivals(Clock.systemUTC());
        function = new CaptureFunction(
                policy,
                null,
                new Notices(policy, store, Clock.systemUTC()),
                capture,
                new ConsentReceipts(
                        policy,
                        new HouseSignature(keys.signer(), store, arrivals),
                        PublicUrl.of("https://harbour-books.example"),
                        arrivals));
    }

    /** The example policy without limits for one address. */
    public static String policyWithoutLimits() {
        try (var in = CapturePath.class.getClassLoader().getResourceAsStream(EXAMPLE)) {
            String example = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return example.replaceAll("tries: \\d+", "tries: 1000000000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A signup with consent to both purposes. */
    public static String json(String typed) {
        return "{\"number\": \"" + typed + REST;
    }

    static Signup signup(String typed) {
        return new Signup(
                new NumberFields(typed, ""),
                "signup",
                1,
                "en",
                List.of(
                        new SignupReceipt.SignupDecision("marketing", true),
                        new SignupReceipt.SignupDecision("service", true)),
                GivenConsent.ConsentMethod.API,
                new Claims("https://harbour-books.example/club", "club", "checkbox"),
                false);
    }

    /** Everything between the request's JSON and its answer's, without I/O if the store has none. */
    public Object capture(String typed) {
        Signup signup = signup(typed);
        return capture.capture(signup, check(signup), CALLER, null, answer -> answer);
    }

    CheckedSignup check(Signup signup) {
        return CheckedSignup.check(signup, policy, new ArrayList<>());
    }

    SignupReceipt capture(Signup signup, CheckedSignup checked) {
        return capture.capture(signup, checked, CALLER, null, answer -> answer);
    }

    Object seal(ContactId contact, PhoneNumber number) {
        return dataKeys.seal(contact, MARKETING, number);
    }

    ContactId contactId(PhoneNumber number) {
        return index.contactId(number);
    }

    /** The whole Lambda function: from API Gateway's event to its answer. */
    public APIGatewayV2HTTPResponse answer(String typed) {
        return function.capture(APIGatewayV2HTTPEvent.builder()
                .withRawPath("/v1/consents")
                .withHeaders(Map.of("content-type", "application/json", "user-agent", "Java-http-client/17"))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .withBody(json(typed))
                .withIsBase64Encoded(false)
                .build());
    }

    private static KeyFile keys() {
        try {
            Path folder = Files.createTempDirectory("ringlock-bench");
            Path file = folder.resolve("keys");
            KeyFile.create(file);
            KeyFile keys = KeyFile.read(file);
            Files.delete(file);
            Files.delete(folder);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
