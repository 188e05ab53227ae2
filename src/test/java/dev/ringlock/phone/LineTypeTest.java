package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LineTypeTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/facts/number_types.csv", numLinesToSkip = 1)
    void isAcceptedAsTheFactsSay(LineType type, String policy) {
        String said =
                switch (type.acceptance()) {
                    case DEFAULT -> "accept";
                    case SETTING -> "refuse_by_default, setting_default_refuse";
                    case NEVER -> "refuse";
                };
        assertEquals(true, Stream.of(said.split(", ")).anyMatch(policy::equals), policy);
    }

    @Test
    void namesEveryKindThatLibphonenumberKnows() {
        for (PhoneNumberType type : PhoneNumberType.values()) {
            assertEquals(type.name(), LineType.valueOf(type.name()).name());
        }
    }
}
