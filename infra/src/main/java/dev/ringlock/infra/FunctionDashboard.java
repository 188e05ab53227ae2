package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** The page with the figures of every function: which one an alarm of the API is about. */
final class FunctionDashboard {

    private FunctionDashboard() {}

    static void of(Stack stack, DeploymentSettings settings, List<DeployedFunction> functions) {
        Dashboard.Builder.create(stack, "Dashboard")
                .dashboardName(settings.prefix() + "functions")
                .widgets(List.of(functions.stream()
                        .<IWidget>map(function -> widget(settings, function))
                        .toList()))
                .build();
    }

    private static GraphWidget widget(DeploymentSettings settings, DeployedFunction function) {
        return GraphWidget.Builder.create()
                .title(function.name())
                .left(List.of(
                        outcomes(settings.prefix() + function.name()),
                        Metrics.lambda("Errors", settings, function),
                        Metrics.lambda("Throttles", settings, function)))
                .right(List.of(Metrics.lambda("Duration", settings, function)
                        .with(MetricOptions.builder().statistic("p99").build())))
                .build();
    }

    /** Every outcome that the function has logged: no line for what never happened. */
    private static IMetric outcomes(String function) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{" + Metrics.OURS + ",function,outcome} MetricName=\"invocations\" function=\""
                        + function + "\"', 'Sum', 300)")
                .usingMetrics(Map.of())
                .label("")
                .period(Metrics.MINUTES)
                .build();
    }
}
