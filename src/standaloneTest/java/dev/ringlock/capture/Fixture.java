package dev.ringlock.capture;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.jwk.ECKey;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Contact;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.keys.CookieSeals;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.SentMessages;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CodeCookie;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Counter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The capture function on real engines in a folder, with every call to them counted by name. */
public final class Fixture implements AutoCloseable {

    static final String BODY = """
            {"number": "+12025550123", "notice": {"id": "signup", "version": 1, "language": "en"},
             "decisions": [{"purpose": "marketing", "granted": true}]}""";

    final TestClock clock = new TestClock();
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final SentMessages messages = new SentMessages(calls);
    final SqliteStore store;
    boolean broken;
    /** Whether the signing key does not answer. */
    boolean mute;

    final Keys keys;
    final Index index;
    final TestSigner signer = new TestSigner();
    private final CaptureFunction function;

    private Fixture(Path folder, Policy policy) {
        Path keyFile = folder.resolve("test.keys");
        KeyFile.create(keyFile);
        this.keys = KeyFile.read(keyFile);
        this.store = SqliteStore.open(folder.resolve("test.db"), clock);
        this.index = new Index(countedKeys());
        this.function = function(policy, countedStore());
    }

    static Fixture in(Path folder) {
        return new Fixture(folder, example(Map.of()));
    }

    static Fixture in(Path folder, Map<String, String> replacements) {
        return new Fixture(folder, example(replacements));
    }

    /** The example policy, with some of its words replaced. */
    static Policy example(Map<String, String> replacements) {
        try {
            String yaml = Files.readString(Path.of("src/main/resources/policy/harbour-books.yaml"));
            for (Map.Entry<String, String> replacement : replacements.entrySet()) {
                if (!yaml.contains(replacement.getKey())) {
                    throw new IllegalArgumentException("not in the example: " + replacement.getKey());
                }
                yaml = yaml.replace(replacement.getKey(), replacement.getValue());
            }
            return PolicyFile.read("example", yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CaptureFunction function(Policy policy, Store on) {
        return new CaptureFunction(
                policy,
                forms(policy, new SignupPages(), index, clock),
                new Notices(policy, store, clock),
                capture(policy, on, index, countedKeys(), messages, clock),
                receipts(policy, countedSigner(), store, clock));
    }

    /** The function on engines of the caller's. */
    public static CaptureFunction function(Policy policy, SignupPages pages, Store store, Keys keys, Clock clock) {
        SentMessages messages = new SentMessages(new ArrayList<>());
        return new CaptureFunction(
                policy,
                forms(policy, pages, new Index(keys), clock),
                new Notices(policy, store, clock),
                capture(policy, store, new Index(keys), keys, messages, clock),
                receipts(policy, new TestSigner(), store, clock));
    }

    /** Receipts, signed by that key. */
    static ConsentReceipts receipts(Policy policy, Signer signer, Store store, Clock clock) {
        Arrivals arrivals = new Arrivals(clock);
        return new ConsentReceipts(
                policy,
                new HouseSignature(signer, store, arrivals),
                PublicUrl.of("https://ringlock.example.com"),
                arrivals);
    }

    static SignupForms forms(Policy policy, SignupPages pages, Index index, Clock clock) {
        CodeCookie cookie =
                new CodeCookie(new CookieSeals(index, new Envelope()), PublicUrl.of("https://ringlock.example.com"));
        return new SignupForms(policy, pages, cookie, new Arrivals(clock));
    }

    /** What the function does, on these engines. */
    static Capture capture(Policy policy, Store store, Index index, Keys keys, MessageSender sender, Clock clock) {
        RateLimits tallies = new RateLimits(store, index);
        return new Capture(
                policy,
                store,
                index,
                new CompartmentSeals(index, new DataKeys(keys, new Envelope(), clock)),
                tallies,
                new LimitedSender(tallies, sender),
                new Arrivals(clock),
                new Notices(policy, store, clock));
    }

    /** A GET as a browser with that cookie sends it. */
    APIGatewayV2HTTPResponse get(String path, String cookie) {
        APIGatewayV2HTTPEvent event = event("", Map.of("cookie", cookie));
        event.setRawPath(path);
        event.getRequestContext().getHttp().setMethod("GET");
        event.getRequestContext().getHttp().setPath(path);
        return function.capture(event);
    }

    APIGatewayV2HTTPResponse post(String body) {
        return post(body, Map.of());
    }

    APIGatewayV2HTTPResponse post(String body, Map<String, String> headers) {
        return function.capture(event(body, headers));
    }

    static APIGatewayV2HTTPEvent event(String body, Map<String, String> headers) {
        Map<String, String> all =
                new HashMap<>(Map.of("Content-Type", "application/json", "User-Agent", "Firefox/143"));
        all.putAll(headers);
        String address = all.getOrDefault("test-address", "203.0.113.77");
        all.remove("test-address");
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath("/v1/consents")
                .withHeaders(all)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath("/v1/consents")
                                .withSourceIp(address)
                                .build())
                        .build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }

    ContactId contactId(String e164) {
        return index.contactId(PhoneNumber.ofCanonical(e164));
    }

    Contact contact(String e164) {
        return store.load(List.of(contactId(e164))).get(0);
    }

    List<Entry> history(String e164) {
        return store.history(contactId(e164).value(), null, 100).items();
    }

    /** The calls since the last time it was asked. */
    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public void close() {
        store.close();
    }

    private Signer countedSigner() {
        return new Signer() {
            @Override
            public ECKey publicKey() {
                return signer.publicKey();
            }

            @Override
            public byte[] sign(byte[] content) {
                calls.add("sign");
                if (mute) {
                    throw new KeysUnavailableException("broken");
                }
                return signer.sign(content);
            }
        };
    }

    private Keys countedKeys() {
        return new Keys() {
            @Override
            public DataKey generate(Purpose purpose) {
                calls.add("generate");
                if (broken) {
                    throw new KeysUnavailableException("broken");
                }
                return keys.generate(purpose);
            }

            @Override
            public DataKey unwrap(Purpose purpose, byte[] wrapped) {
                calls.add("unwrap");
                return keys.unwrap(purpose, wrapped);
            }

            @Override
            public byte[] mac(String label) {
                calls.add("mac");
                return keys.mac(label);
            }
        };
    }

    private Store countedStore() {
        return new ForwardingStore(store) {
            @Override
            public List<Contact> load(List<ContactId> ids) {
                calls.add("load");
                return super.load(ids);
            }

            @Override
            public CommitResult commit(Commit commit) {
                calls.add("commit");
                return super.commit(commit);
            }

            @Override
            public List<Long> count(List<Counter> counters) {
                calls.add("count");
                return super.count(counters);
            }
        };
    }
}
