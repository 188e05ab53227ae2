package dev.ringlock.bench;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that belong to nobody: 555 0100 to 555 0199 is reserved for fiction in every area code of the United States.
 */
public final class Numbers {

    private static final int PER_AREA = 100;

    private Numbers() {}

    /** As people type them, {@code +1 202-555-0100}. Neighbours have different area codes. */
    public static List<String> typed() {
        List<Integer> areas = new ArrayList<>();
        for (int area = 200; area < 1000; area++) {
            if (isAmerican(area)) {
                areas.add(area);
            }
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < PER_AREA; i++) {
            for (int area : areas) {
                numbers.add("+1 %d-555-%04d".formatted(area, 100 + i));
            }
        }
        return numbers;
    }

    private static boolean isAmerican(int area) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            var number = plans.parse("+1" + area + "5550100", "ZZ");
            return "US".equals(plans.getRegionCodeForNumber(number))
                    && plans.getNumberType(number) == PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE;
        } catch (NumberParseException e) {
            return false;
        }
    }
}
