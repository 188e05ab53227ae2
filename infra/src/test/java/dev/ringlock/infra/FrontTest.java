package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class FrontTest {

    @Test
    void the_option_has_a_firewall_that_samples_nothing_and_caches_nothing() {
        App app = new App(AppProps.builder()
                .outdir(Path.of("target", "cdk-front").toString())
                .build());
        FrontStack stack = new FrontStack(
                app, "front", null, Synthesised.settings("front = abc123.execute-api.eu-west-1.amazonaws.com"));
        Aspects.of(app).add(new AwsSolutionsChecks());
        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::WAFv2::WebACL", 1);
        template.hasResourceProperties(
                "AWS::CloudFront::Distribution", Map.of("DistributionConfig", Map.of("WebACLId", Match.anyValue())));
        assertFalse(TemplateJson.write(template.toJSON()).contains("\"SampledRequestsEnabled\" : true"));
        Annotations.fromStack(stack).hasNoError("*", Match.anyValue());
    }

    /** All are in one region, whatever region they stand before. */
    @Test
    void deployments_of_two_regions_have_two_of_them() {
        DeploymentSettings settings = Synthesised.settings();
        assertEquals("ringlock-front-eu-west-1", FrontStack.name(settings, "eu-west-1"));
        assertNotEquals(FrontStack.name(settings, "us-east-1"), FrontStack.name(settings, "eu-west-1"));
    }
}
