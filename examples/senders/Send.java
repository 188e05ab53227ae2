import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Sends a text to numbers that Ringlock allows, and to no other. The numbers come on standard input, one a line.
 *
 * <pre>RINGLOCK_URL=http://localhost:8080 RINGLOCK_TOKEN=… \
 *   java -cp jackson-databind.jar Send.java service 'Your order is ready.' &lt; numbers.txt</pre>
 *
 * <p>Needs Java 17 and Jackson, which is in Ringlock's own jar too.
 */
final class Send {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Send() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader numbers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int line = 0;
        boolean failed = false;
        for (String number = numbers.readLine(); number != null; number = numbers.readLine()) {
            line++;
            if (!number.isBlank()) {
                String told = result(number, args[0], args[1]);
                failed |= told.startsWith("failed") || told.startsWith("not asked");
                System.out.println(line + " " + told);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static String result(String number, String purpose, String text) throws IOException, InterruptedException {
        JsonNode decision = ask(
                "/v1/decisions", Map.of("number", number, "purpose", purpose, "channel", "sms", "reserve", true));
        if (decision.has("errors")) {
            return "not asked: " + decision.path("errors").path(0).path("code").asText();
        }
        String code = decision.path("reasons").path(0).path("code").asText();
        String id = decision.path("decisionId").asText();
        switch (decision.path("decision").asText()) {
            case "allow":
                if (send(number, text, id)) {
                    return "sent";
                }
                // nothing went out, so the place in the person's contact budget is given back
                ask("/v1/decisions/release", Map.of("number", number, "decisionId", id));
                return "failed";
            case "defer":
                return "later: " + code + ", not before " + decision.path("notBefore").asText();
            default:
                return "no: " + code;
        }
    }

    /** Your provider's call goes here. Its receipts then name the reference. False if nothing went out. */
    private static boolean send(String number, String text, String reference) {
        return true;
    }

    /** Ringlock's answer. The number is in the body, and never in an address. */
    private static JsonNode ask(String path, Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("RINGLOCK_URL") + path))
                .header("Authorization", "Bearer " + System.getenv("RINGLOCK_TOKEN"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 422) {
            throw new IOException("Ringlock answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
