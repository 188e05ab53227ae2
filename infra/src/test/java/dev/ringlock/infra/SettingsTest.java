package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String GOOD = """
            policy = shop.yaml
            administrators = arn:aws:iam::123456789012:role/KeyAdministrator
            alarms = privacy@harbour-books.example
            """;

    @TempDir
    private Path folder;

    @Test
    void paths_are_seen_from_the_file_and_the_rest_has_a_default() throws IOException {
        DeploymentSettings settings = read(GOOD);
        assertEquals(folder.resolve("shop.yaml"), settings.policy());
        assertEquals("ringlock-", settings.prefix());
        assertEquals(30, settings.logDays());
        assertEquals(Map.of(), settings.concurrency());
    }

    @Test
    void everything_can_be_chosen() throws IOException {
        DeploymentSettings settings = read(GOOD + """
                code = built/function.zip
                prefix = shop-
                architecture = arm64
                logDays = 90
                front = abc123.execute-api.eu-west-1.amazonaws.com
                reassigned = https://numbers.example/reassigned
                concurrency = capture=50, pages=20
                machines = newsletter=links, shop-two = decide:service  links
                """);
        assertEquals(folder.resolve("built/function.zip"), settings.code());
        assertTrue(settings.arm64());
        assertEquals("abc123.execute-api.eu-west-1.amazonaws.com", settings.front());
        assertEquals("https://numbers.example/reassigned", settings.reassigned());
        assertEquals(Map.of("capture", 50, "pages", 20), settings.concurrency());
        assertEquals(
                List.of(
                        new Machine("newsletter", List.of("links")),
                        new Machine("shop-two", List.of("decide:service", "links"))),
                settings.machines());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy =                     | `policy` has to be the path of your policy file",
                "administrators =             | `administrators` has to be ARNs of IAM roles",
                "administrators = *           | `administrators` has to be ARNs of IAM roles",
                "administrators = arn:aws:iam::123456789012:root | `administrators` has to be ARNs of IAM roles",
                "alarms =                     | `alarms` has to be mail addresses",
                "architecture = arm           | `architecture` has to be x86_64 or arm64",
                "logDays = 31                 | `logDays` has to be a number of days that CloudWatch knows",
                "concurrency = inbound=5      | names no `inbound`",
                "concurrency = capture        | `concurrency` has to be such as",
                "front = https://abc123.example/ | `front` has to be the API's host name",
                "reassigned = http://numbers.example | `reassigned` has to be an https:// address",
                "concurrency = capture=0      | `concurrency` has to be such as",
                "prefix = my-aws-shop-        | without `aws`, `amazon` and `cognito`",
                "prefix = Shop                | `prefix` has to be lower-case letters",
                "machines = newsletter        | `machines` has to be names and scopes",
                "machines = newsletter=       | `machines` has to be names and scopes",
                "machines = Newsletter=links  | `machines` has to be names and scopes",
                "machines = shop-2=links      | `machines` has to be names and scopes",
                "machines = shop=links,       | `machines` has to be names and scopes",
                "machines = shop=links, shop=links | `machines` names `shop` twice",
                "polcy = shop.yaml            | unknown settings: [polcy]",
            })
    void a_mistake_is_told_with_its_name(String line, String told) {
        var mistake = assertThrows(SettingsMistake.class, () -> read(GOOD + line + "\n"));
        assertTrue(mistake.getMessage().contains(told), mistake.getMessage());
    }

    @Test
    void a_policy_tells_its_purposes_and_how_long_erasure_reaches() throws IOException {
        assertEquals(
                new OwnersPolicy(List.of("marketing", "service"), 7, false, "twilio", false),
                OwnersPolicy.read(Synthesised.EXAMPLE));
        assertEquals(2, policy("languages:", "erasureReaches: 2\nlanguages:").erasureReaches());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  marketing:'             | '  \"*\":'                         | is not a purpose's id",
                "'  marketing:'             | '  maintenance:'                   | is reserved",
                "'expiresAfter: P2Y'        | 'expiresAfter: 2 years'            | purposes.marketing.expiresAfter",
                "'languages:'               | 'erasureReaches: 36\nlanguages:'   | erasureReaches",
                "'languages:'               | 'erasureReaches: 0\nlanguages:'    | erasureReaches",
            })
    void a_policy_that_the_functions_would_not_start_on_is_refused_before_it_is_deployed(
            String good, String wrong, String told) {
        var mistake = assertThrows(SettingsMistake.class, () -> policy(good, wrong.replace("\\n", "\n")));
        assertTrue(mistake.getMessage().contains(told), mistake.getMessage());
    }

    private DeploymentSettings read(String text) throws IOException {
        return DeploymentSettings.read(Files.writeString(folder.resolve("settings.properties"), text));
    }

    /** The example with something else in it. */
    private OwnersPolicy policy(String part, String instead) throws IOException {
        String yaml = Files.readString(Synthesised.EXAMPLE).replaceFirst(Pattern.quote(part), instead);
        return OwnersPolicy.read(Files.writeString(folder.resolve("policy.yaml"), yaml));
    }
}
