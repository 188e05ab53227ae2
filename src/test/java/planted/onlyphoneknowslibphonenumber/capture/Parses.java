package planted.onlyphoneknowslibphonenumber.capture;

/** Breaks: only phone knows libphonenumber. */
public class Parses {
    Object plans = com.google.i18n.phonenumbers.PhoneNumberUtil.getInstance();
}
