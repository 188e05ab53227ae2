package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

class OwnDomainTest {

    private static final String NAME = "consent.harbour-books.example";
    private static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    private static final String ADDRESS = "https://" + NAME;

    @Test
    void everything_that_tells_an_address_tells_the_owners() {
        Map<String, Object> template = template();
        Map<String, Object> outputs = TemplateJson.map(template.get("Outputs"));
        assertEquals(ADDRESS, TemplateJson.map(outputs.get("Address")).get("Value"));
        List<Object> told = of(template, "AWS::Lambda::Function")
                .map(function -> TemplateJson.map(
                        TemplateJson.map(function.get("Environment")).get("Variables")))
                .filter(variables -> variables.containsKey("RINGLOCK_PUBLIC_URL"))
                .map(variables -> variables.get("RINGLOCK_PUBLIC_URL"))
                .distinct()
                .toList();
        assertEquals(List.of(ADDRESS), told);
        Map<String, Object> console = of(template, "AWS::Cognito::UserPoolClient")
                .filter(client -> client.get("ClientName").equals("ringlock-console"))
                .findFirst()
                .orElseThrow();
        for (String pages : List.of("CallbackURLs", "LogoutURLs")) {
            assertEquals(
                    ADDRESS + "/console/", TemplateJson.list(console.get(pages)).get(0));
        }
    }

    @Test
    void the_domain_leads_to_the_api_whose_own_name_still_answers() {
        Map<String, Object> template = template();
        Map<String, Object> domain =
                of(template, "AWS::ApiGatewayV2::DomainName").findFirst().orElseThrow();
        assertEquals(NAME, domain.get("DomainName"));
        assertEquals(
                List.of(Map.of("CertificateArn", CERTIFICATE, "EndpointType", "REGIONAL", "SecurityPolicy", "TLS_1_2")),
                domain.get("DomainNameConfigurations"));
        Map<String, Object> mapping =
                of(template, "AWS::ApiGatewayV2::ApiMapping").findFirst().orElseThrow();
        assertEquals(
                Map.of(
                        "ApiId",
                        Map.of("Ref", "Api"),
                        "DomainName",
                        Map.of("Ref", "Domain"),
                        "Stage",
                        Map.of("Ref", "Stage")),
                mapping);
        assertFalse(of(template, "AWS::ApiGatewayV2::Api")
                .findFirst()
                .orElseThrow()
                .containsKey("DisableExecuteApiEndpoint"));
    }

    @Test
    void without_one_there_is_none() {
        Map<String, Object> template = Synthesised.stack().template();
        assertEquals(0, of(template, "AWS::ApiGatewayV2::DomainName").count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "consent.harbour-books.example          |                        | go together",
                "''                                     | " + CERTIFICATE + "    | go together",
                "https://consent.harbour-books.example/ | " + CERTIFICATE + "    | `domain` has to be a name such as",
                "*.harbour-books.example                | " + CERTIFICATE + "    | `domain` has to be a name such as",
                "Consent.harbour-books.example          | " + CERTIFICATE + "    | `domain` has to be a name such as",
                "localhost                              | " + CERTIFICATE + "    | `domain` has to be a name such as",
                "consent..example                       | " + CERTIFICATE + "    | `domain` has to be a name such as",
                "consent.harbour-books.example          | 11111111               | `certificate` has to be the ARN",
                "consent.harbour-books.example | arn:aws:iam::123456789012:server-certificate/a | `certificate` has to be the ARN",
            })
    void a_mistake_in_it_is_told_in_one_line(String domain, String certificate, String told) {
        var mistake = assertThrows(
                SettingsMistake.class,
                () -> Synthesised.settings(
                        "domain = " + domain, "certificate = " + (certificate == null ? "" : certificate)));
        assertTrue(mistake.getMessage().contains(told), mistake.getMessage());
    }

    @Test
    void a_certificate_of_another_region_or_account_is_told_before_the_deployment() {
        OwnDomain domain = new OwnDomain(NAME, CERTIFICATE);
        assertDoesNotThrow(() -> domain.checkPlace("123456789012", "eu-west-1"));
        assertDoesNotThrow(() -> domain.checkPlace(null, null));
        var region = assertThrows(SettingsMistake.class, () -> domain.checkPlace("123456789012", "us-east-1"));
        assertTrue(region.getMessage().contains("has to be in us-east-1"), region.getMessage());
        assertThrows(SettingsMistake.class, () -> domain.checkPlace("210987654321", "eu-west-1"));
    }

    /** With the other options too, where {@code local-deploy} looks for it and has AWS's schemas check it. */
    private static Map<String, Object> template() {
        App app = new App(AppProps.builder()
                .outdir(Path.of("target", "cdk-options").toString())
                .build());
        return Synthesised.template(
                app,
                Synthesised.settings(
                        "domain = " + NAME, "certificate = " + CERTIFICATE, "concurrency = capture=50, pages=20"),
                new OwnersPolicy(List.of("marketing", "service"), 7, true, "aws", false),
                false);
    }

    private static Stream<Map<String, Object>> of(Map<String, Object> template, String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .map(TemplateJson::properties);
    }
}
