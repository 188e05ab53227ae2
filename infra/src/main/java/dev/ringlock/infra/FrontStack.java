package dev.ringlock.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/**
 * The option of CloudFront with a web firewall before the API. A stack of its own, because CloudFront takes firewalls of
 * one region only; docs/deploy.md says what has to be known before it is switched on.
 */
final class FrontStack extends Stack {

    static final String REGION = "us-east-1";

    private static final List<String> MANAGED = List.of(
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesCommonRuleSet");
    /** From one address in five minutes. */
    private static final int MOST_REQUESTS = 500;

    /** Its name tells whose it is: deployments of several regions have theirs side by side. */
    static String name(DeploymentSettings settings, @Nullable String home) {
        return settings.prefix() + "front" + (home == null ? "" : "-" + home);
    }

    FrontStack(Construct scope, String id, @Nullable StackProps props, DeploymentSettings settings) {
        super(scope, id, props);
        Distribution distribution = Distribution.Builder.create(this, "Front")
                .comment("Ringlock")
                .webAclId(firewall().getAttrArn())
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(new HttpOrigin(settings.front()))
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                        // answers are about one person, or small
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                        .build())
                .build();
        StackOutput.tell(
                this,
                "FrontAddress",
                "Where people sign up, behind the firewall",
                "https://" + distribution.getDistributionDomainName());
        NagSuppressions.addResourceSuppressions(
                distribution,
                List.of(
                        reason("CFR1", "Where people may sign up from is for the owner's policy, not for a map."),
                        reason(
                                "CFR3",
                                "Access logs would hold paths and addresses. The API's own log holds route keys."),
                        reason("CFR4", "CloudFront's own certificate; an owner's domain brings a newer minimum.")));
    }

    private CfnWebACL firewall() {
        List<Object> rules = new ArrayList<>();
        rules.add(CfnWebACL.RuleProperty.builder()
                .name("TooMany")
                .priority(0)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(MOST_REQUESTS)
                                .build())
                        .build())
                .visibilityConfig(seen("TooMany"))
                .build());
        for (String group : MANAGED) {
            rules.add(CfnWebACL.RuleProperty.builder()
                    .name(group)
                    .priority(rules.size())
                    .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                            .none(Map.of())
                            .build())
                    .statement(CfnWebACL.StatementProperty.builder()
                            .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                    .vendorName("AWS")
                                    .name(group)
                                    .build())
                            .build())
                    .visibilityConfig(seen(group))
                    .build());
        }
        return CfnWebACL.Builder.create(this, "Firewall")
                .name(getStackName())
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .rules(rules)
                .visibilityConfig(seen("Front"))
                .build();
    }

    /** Counted, and never sampled: a sample is a request with its path and headers. */
    private static CfnWebACL.VisibilityConfigProperty seen(String name) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(false)
                .metricName(name)
                .build();
    }

    private static NagPackSuppression reason(String rule, String reason) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-" + rule)
                .reason(reason)
                .build();
    }
}
