package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;

/** The states of an export's machine: steps until it is written, a wait until it is over, and the end of its files. */
final class ExportStates {

    private final Stack stack;
    private final String prefix;

    ExportStates(Stack stack, String prefix) {
        this.stack = stack;
        this.prefix = prefix;
    }

    Map<String, Object> all() {
        Map<String, Object> step = new TreeMap<>(task("Done?", Map.of("Payload.$", "$")));
        step.put("OutputPath", "$.Payload");
        step.put(
                "Catch",
                List.of(Map.of("ErrorEquals", List.of("States.ALL"), "ResultPath", "$.failed", "Next", "Give up")));
        Map<String, Object> giveUp = Map.of(
                "Payload", Map.of("exportId.$", "$.exportId", "purpose.$", "$.purpose", "done", false, "giveUp", true));
        Map<String, Object> again = Map.of("Payload.$", "$");
        return new TreeMap<>(Map.of(
                "Step", step,
                "Done?",
                        Map.of(
                                "Type",
                                "Choice",
                                "Choices",
                                List.of(Map.of(
                                        "Variable", "$.done", "BooleanEquals", true, "Next", "Until it is over")),
                                "Default",
                                "Step"),
                "Until it is over", Map.of("Type", "Wait", "TimestampPath", "$.until", "Next", "Delete its files"),
                "Delete its files", task("End", again),
                "Give up", task("Failed", giveUp),
                "End", Map.of("Type", "Succeed"),
                "Failed", Map.of("Type", "Fail", "Error", "ExportFailed")));
    }

    /** Names of functions are by purpose; those that the machine may not call are nobody's purpose. */
    private Map<String, Object> task(String next, Map<String, Object> payload) {
        Map<String, Object> parameters = new TreeMap<>(payload);
        parameters.put("FunctionName.$", "States.Format('" + prefix + "export-{}', $.purpose)");
        return Map.of(
                "Type",
                "Task",
                "Resource",
                "arn:" + stack.getPartition() + ":states:::lambda:invoke",
                "Parameters",
                parameters,
                "TimeoutSeconds",
                StepMachines.LONGEST_STEP_SECONDS,
                "Retry",
                List.of(StepMachines.TRIED_AGAIN),
                "Next",
                next);
    }
}
