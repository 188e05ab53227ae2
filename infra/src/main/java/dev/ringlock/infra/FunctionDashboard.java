package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The page with the figures of every function. */
final class FunctionDashboard {

    private static final Duration MINUTES = Duration.minutes(5);

    private FunctionDashboard() {}

    static void of(Stack stack, DeploymentSettings settings, List<DeployedFunction> functions) {
        List<IWidget> widgets = new ArrayList<>();
        for (DeployedFunction function : functions) {
            widgets.add(GraphWidget.Builder.create()
                    .title(function.name())
                    .left(Stream.of("done", "refused", "limited", "unavailable", "failed")
                            .<IMetric>map(outcome -> Metrics.outcome(function.name(), outcome, MINUTES))
                            .toList())
                    .right(List.of(Metric.Builder.create()
                            .namespace("Ringlock")
                            .metricName("duration")
                            .dimensionsMap(Map.of("function", function.name()))
                            .statistic("p99")
                            .period(MINUTES)
                            .build()))
                    .build());
        }
        Dashboard.Builder.create(stack, "Dashboard")
                .dashboardName(settings.prefix() + "functions")
                .widgets(List.of(widgets))
                .build();
    }
}
