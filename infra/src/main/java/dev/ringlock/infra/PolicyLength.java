package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The characters of a policy as IAM counts them, without white space. Names that AWS gives count at their longest. */
final class PolicyLength {

    /** An ARN of a function, a table or a role with the longest names that we give. */
    private static final int ARN = 128;
    /** Such as a region's name. */
    private static final int PART = 16;

    private PolicyLength() {}

    static long of(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return map(map);
        } else if (json instanceof List<?> list) {
            return 2 + list.stream().mapToLong(each -> of(each) + 1).sum();
        }
        return String.valueOf(json).length() + 2L;
    }

    private static long map(Map<?, ?> map) {
        if (map.containsKey("Fn::GetAtt")) {
            return ARN;
        } else if (map.get("Ref") instanceof String name) {
            return name.startsWith("AWS::") ? PART : ARN;
        } else if (map.get("Fn::Join") instanceof List<?> join && join.get(1) instanceof List<?> parts) {
            return 2
                    + parts.stream()
                            .mapToLong(part -> part instanceof String text ? text.length() : of(part))
                            .sum();
        }
        return 2
                + map.entrySet().stream()
                        .mapToLong(entry -> of(entry.getKey()) + of(entry.getValue()) + 2)
                        .sum();
    }
}
