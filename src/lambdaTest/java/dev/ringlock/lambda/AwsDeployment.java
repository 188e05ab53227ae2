package dev.ringlock.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What a deployment has, at the endpoint: tables, keys and a user pool of its own, and functions of the jar that go by
 * them.
 *
 * @param code the unpacked {@code function.zip}
 */
record AwsDeployment(AwsLike aws, TestUserPool pool, Map<String, String> settings, Path code) {

    /** @param folder for the code and the functions' logs */
    static AwsDeployment in(Path folder) {
        URI endpoint = AwsEndpoint.uri();
        TestUserPool pool = TestUserPool.create(endpoint);
        KmsClient client = Clients.kms(endpoint);
        AwsLike aws =
                new AwsLike(endpoint, endpoint, AwsKeys.number(client), AwsKeys.mac(client), AwsKeys.signing(client));
        Map<String, String> settings = new HashMap<>(FunctionsContract.freshSettings(aws));
        settings.put("RINGLOCK_ISSUER", pool.issuer());
        settings.put("RINGLOCK_CLIENTS", pool.client());
        Path code = FunctionProcess.unpack(Path.of("target/lambda/function.zip"), folder.resolve("code"));
        return new AwsDeployment(aws, pool, settings, code);
    }

    /** @param purpose whose function it is, where there is one for each */
    FunctionProcess start(String function, String purpose) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("RINGLOCK_PURPOSE", purpose);
        return FunctionProcess.start(code, function, own);
    }

    /** Signs +12025550123 up for marketing and service. */
    void signUp() {
        try (FunctionProcess capture = start("capture", "service")) {
            RuntimeApi.RuntimeAnswer answer = capture.invoke(EventFiles.json("capture", "01-a-new-number-201"));
            if (status(answer) != 201) {
                throw new AssertionError(answer.body() + "\n" + capture.log());
            }
        }
    }

    /** The event, with what this token says in place of its own. */
    static String claiming(Map<String, String> claims, String event) {
        JsonNode json = EventFiles.json(event);
        ObjectNode jwt = (ObjectNode) json.at("/requestContext/authorizer/jwt");
        ObjectNode own = jwt.putObject("claims");
        claims.forEach(own::put);
        return json.toString();
    }

    static int status(RuntimeApi.RuntimeAnswer answer) {
        return EventFiles.json(answer.body()).path("statusCode").asInt();
    }

    static String body(RuntimeApi.RuntimeAnswer answer) {
        return EventFiles.json(answer.body()).path("body").asText();
    }
}
