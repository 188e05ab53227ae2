package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import java.util.List;

/**
 * The limits for staff who see numbers.
 *
 * @param reasons the reasons that a person may give for a reveal
 * @param perHour how many numbers one person may request in an hour, over all purposes
 * @param perDay the same in a day (UTC)
 */
public record StaffRules(List<String> reasons, Limit perHour, Limit perDay) {

    public StaffRules {
        reasons = List.copyOf(reasons);
    }
}
