package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;

/** The states of a machine that the ledger starts: steps until the work is done, and what comes after that. */
final class LedgerWorkStates {

    private static final String DELETE = "Delete its files";

    private final Stack stack;
    private final String prefix;
    private final LedgerWork work;

    LedgerWorkStates(Stack stack, String prefix, LedgerWork work) {
        this.stack = stack;
        this.prefix = prefix;
        this.work = work;
    }

    Map<String, Object> all() {
        Map<String, Object> states = once();
        if (work.endsTwice()) {
            Map<String, Object> first = new TreeMap<>(task("Until all is over", Map.of("Payload.$", "$")));
            first.put("OutputPath", "$.Payload");
            states.put(DELETE, first);
            states.put("Until all is over", until("Delete the rest"));
            states.put("Delete the rest", task("End", Map.of("Payload.$", "$")));
        }
        return states;
    }

    private Map<String, Object> once() {
        return new TreeMap<>(Map.of(
                "Step",
                step(),
                "Done?",
                Map.of(
                        "Type",
                        "Choice",
                        "Choices",
                        List.of(Map.of("Variable", "$.done", "BooleanEquals", true, "Next", "Until it is over")),
                        "Default",
                        "Step"),
                "Until it is over",
                until(DELETE),
                DELETE,
                task("End", Map.of("Payload.$", "$")),
                "Give up",
                task("Failed", Map.of("Payload", gaveUp())),
                "End",
                Map.of("Type", "Succeed"),
                "Failed",
                Map.of("Type", "Fail", "Error", work.id() + "Failed")));
    }

    /** It waits for the instant that the step before said, and not at all if that is past. */
    private static Map<String, Object> until(String next) {
        return Map.of("Type", "Wait", "TimestampPath", "$.until", "Next", next);
    }

    private Map<String, Object> step() {
        Map<String, Object> step = new TreeMap<>(task("Done?", Map.of("Payload.$", "$")));
        step.put("OutputPath", "$.Payload");
        step.put(
                "Catch",
                List.of(Map.of("ErrorEquals", List.of("States.ALL"), "ResultPath", "$.failed", "Next", "Give up")));
        return step;
    }

    /** The state of a step that only records the failure. */
    private Map<String, Object> gaveUp() {
        Map<String, Object> payload = new TreeMap<>(Map.of("done", false, "giveUp", true));
        work.input().keySet().forEach(field -> payload.put(field + ".$", "$." + field));
        return payload;
    }

    /** Names of functions are by purpose; those that the machine may not call are nobody's purpose. */
    private Map<String, Object> task(String next, Map<String, Object> payload) {
        Map<String, Object> parameters = new TreeMap<>(payload);
        String name = prefix + work.function();
        if (work.isOfPurpose()) {
            parameters.put("FunctionName.$", "States.Format('" + name + "-{}', $.purpose)");
        } else {
            parameters.put("FunctionName", name);
        }
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
