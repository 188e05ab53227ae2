package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import java.util.List;

/**
 * What people of staff are held to when they see numbers.
 *
 * @param reasons those that a person may give for a reveal
 * @param perHour how many numbers one person may ask to see in an hour, of all purposes together
 * @param perDay and in a day (UTC)
 */
public record StaffRules(List<String> reasons, Limit perHour, Limit perDay) {

    public StaffRules {
        reasons = List.copyOf(reasons);
    }
}
