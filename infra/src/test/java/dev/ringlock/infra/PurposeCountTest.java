package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurposeCountTest {

    private static final Pattern TOLD = Pattern.compile(
            "the policy has 24 purposes, and one stack holds (\\d+) of them: with all there would be \\d+ .*");

    @TempDir
    private Path folder;

    /** The most that a policy file may have, with names as long as they may be. */
    @Test
    void more_purposes_than_one_stack_holds_are_told_in_one_line_with_the_number_that_fits() throws IOException {
        RinglockStack.Sources many = Synthesised.sources(Synthesised.settings(), purposes(24));
        var mistake = assertThrows(SettingsMistake.class, () -> PurposeCount.check(many));
        Matcher told = TOLD.matcher(mistake.getMessage());
        assertTrue(told.matches(), mistake.getMessage());
        int fit = Integer.parseInt(told.group(1));
        PurposeCount count = new PurposeCount(many);
        assertEquals(Optional.empty(), count.exceeded(fit));
        assertTrue(
                count.exceeded(fit + 1).orElseThrow().matches(".*(scopes of a route|resources in the stack).*"),
                mistake.getMessage());
        assertTrue(
                Files.readString(Path.of("../docs/deploy.md")).contains("One stack holds " + fit + " purposes"),
                "docs/deploy.md has to say: One stack holds " + fit + " purposes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "501 | AWS::SQS::Queue                       | {}                                     | 501 resources in the stack",
                "301 | AWS::ApiGatewayV2::Route              | {}                                     | 301 routes of the API",
                "1   | AWS::ApiGatewayV2::Route              | {AuthorizationScopes=11}               | 11 scopes of a route",
                "1   | AWS::Cognito::UserPoolResourceServer  | {Scopes=101}                           | 101 scopes of tokens",
            })
    void each_limit_is_told_by_its_number(int count, String type, String list, String told) throws IOException {
        Map<String, Object> properties = new TreeMap<>();
        Matcher named = Pattern.compile("\\{(\\w+)=(\\d+)}").matcher(list);
        if (named.matches()) {
            properties.put(
                    named.group(1),
                    IntStream.range(0, Integer.parseInt(named.group(2))).boxed().toList());
        }
        Map<String, Object> resources = new TreeMap<>();
        IntStream.range(0, count).forEach(n -> resources.put("R" + n, Map.of("Type", type, "Properties", properties)));
        Map<String, Object> template = Map.of("Resources", resources);
        Path file = Files.writeString(folder.resolve("template.json"), TemplateJson.write(template));
        String exceeded = StackLimits.exceeded(template, file).orElseThrow();
        assertTrue(exceeded.startsWith(told + ", and AWS takes "), exceeded);
    }

    /** IAM counts a role's policies together, and without white space. */
    @Test
    void a_roles_policies_are_counted_together() throws IOException {
        Map<String, Object> half = Map.of("Statement", List.of(Map.of("Action", "x".repeat(5_200))));
        Map<String, Object> template = Map.of(
                "Resources",
                Map.of(
                        "Some",
                                Map.of(
                                        "Type",
                                        "AWS::IAM::Role",
                                        "Properties",
                                        Map.of("Policies", List.of(Map.of("PolicyDocument", half)))),
                        "More",
                                Map.of(
                                        "Type",
                                        "AWS::IAM::Policy",
                                        "Properties",
                                        Map.of("Roles", List.of(Map.of("Ref", "Some")), "PolicyDocument", half))));
        Path file = Files.writeString(folder.resolve("template.json"), "");
        assertTrue(StackLimits.exceeded(template, file).orElseThrow().contains("characters of a role's policies"));
    }

    @Test
    void a_policys_length_is_at_least_what_aws_will_count() {
        assertTrue(PolicyLength.of(Map.of("Action", List.of("kms:Decrypt", "kms:Encrypt")))
                >= "{\"Action\":[\"kms:Decrypt\",\"kms:Encrypt\"]}".length());
        assertTrue(PolicyLength.of(Map.of("Fn::Join", List.of("", List.of("arn:", Map.of("Ref", "AWS::Partition")))))
                >= "\"arn:aws-us-gov\"".length());
    }

    @Test
    void purposes_that_differ_only_in_dashes_are_a_mistake() {
        OwnersPolicy alike = new OwnersPolicy(List.of("re-call", "recall"), 7, false, "", false);
        var mistake =
                assertThrows(SettingsMistake.class, () -> Synthesised.template(Synthesised.settings(), alike, true));
        assertTrue(mistake.getMessage().contains("`re-call` and `recall` differ only in dashes"), mistake.getMessage());
    }

    /** Each is a purpose's id, and some make the names of parts that are there without it. */
    @Test
    void any_purpose_that_a_policy_takes_makes_a_stack() {
        List<String> odd = List.of("a", "asked", "failed", "n0-1--2-", "not-started", "run", "runs");
        assertDoesNotThrow(
                () -> Synthesised.template(Synthesised.settings(), new OwnersPolicy(odd, 7, true, "aws", false), true));
    }

    private static OwnersPolicy purposes(int count) {
        return new OwnersPolicy(
                IntStream.range(0, count)
                        .mapToObj(n -> String.format("a-purpose-with-a-long-name-%04d", n))
                        .toList(),
                7,
                true,
                "twilio",
                false);
    }
}
