package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CostTest {

    private static final double MOST_IDLE = 9.35;

    /** They cost by use, or nothing at all. */
    private static final Set<String> FREE_WHEN_IDLE = Set.of(
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::Backup::BackupPlan",
            "AWS::Backup::BackupSelection",
            "AWS::Backup::BackupVault",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolGroup",
            "AWS::Cognito::UserPoolResourceServer",
            "AWS::DynamoDB::Table",
            "AWS::Events::Rule",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::Lambda::Function",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup",
            "AWS::Logs::MetricFilter",
            "AWS::Pipes::Pipe",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::Scheduler::Schedule",
            "AWS::StepFunctions::StateMachine");

    private final Map<String, Object> template = Synthesised.stack().template();

    @Test
    void a_month_in_which_nothing_happens_costs_nine_dollars_and_thirty_five_cents_at_most() {
        double idle = Cost.idle(template);
        assertTrue(idle <= MOST_IDLE, () -> "it costs " + idle);
    }

    /** Whoever adds something of another type finds out here what it costs. */
    @Test
    void everything_in_the_template_has_a_price_or_is_free_while_nothing_happens() {
        Set<String> unknown = new TreeSet<>();
        TemplateJson.resources(template).values().stream()
                .map(resource -> TemplateJson.map(resource).get("Type").toString())
                .filter(type -> !FREE_WHEN_IDLE.contains(type) && !Cost.PRICED.contains(type))
                .forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void the_page_says_what_is_computed_from_the_template_and_the_counted_calls() throws IOException {
        String table = Cost.table(template);
        assertTrue(
                Files.readString(Path.of("../docs/deploy.md")).contains(table),
                () -> "docs/deploy.md has to say:\n" + table);
    }
}
