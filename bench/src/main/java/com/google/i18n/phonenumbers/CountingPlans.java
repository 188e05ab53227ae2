package com.google.i18n.phonenumbers;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.function.Supplier;

/**
 * Counts the calls that are made of libphonenumber from outside. In its package, because only there may its instance be
 * exchanged.
 */
public final class CountingPlans extends PhoneNumberUtil {

    /** Runs a call, and counts it unless it is made by one that is counted already. */
    public interface PlanCounter {
        <T> T count(String what, Supplier<T> call);
    }

    private final PlanCounter counter;

    private CountingPlans(PlanCounter counter) {
        super(
                DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource(),
                CountryCodeToRegionCodeMap.getCountryCodeToRegionCodeMap());
        this.counter = counter;
    }

    /** From now on; whoever has asked for the instance before keeps the one that does not count. */
    public static void install(PlanCounter counter) {
        setInstance(new CountingPlans(counter));
    }

    @Override
    public PhoneNumber parse(CharSequence text, String region) {
        return counter.count("parse", () -> {
            try {
                return super.parse(text, region);
            } catch (NumberParseException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    @Override
    public boolean isValidNumber(PhoneNumber number) {
        return counter.count("valid", () -> super.isValidNumber(number));
    }

    @Override
    public PhoneNumberType getNumberType(PhoneNumber number) {
        return counter.count("type", () -> super.getNumberType(number));
    }

    @Override
    public String getRegionCodeForNumber(PhoneNumber number) {
        return counter.count("region", () -> super.getRegionCodeForNumber(number));
    }

    @Override
    public String format(PhoneNumber number, PhoneNumberFormat format) {
        return counter.count("format", () -> super.format(number, format));
    }
}
