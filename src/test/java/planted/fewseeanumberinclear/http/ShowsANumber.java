package planted.fewseeanumberinclear.http;

import java.util.function.Function;

/** Breaks: few see a number in clear. By a method reference, which is easily overlooked. */
public class ShowsANumber {
    Function<dev.ringlock.phone.PhoneNumber, String> shown = dev.ringlock.phone.PhoneNumber::e164;
}
