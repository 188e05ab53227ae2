package planted.fewseeanumberinclear.edge;

/** Breaks: few see a number in clear. */
public class ShowsANumber {
    String shown(dev.ringlock.phone.PhoneNumber number) {
        return number.e164();
    }
}
