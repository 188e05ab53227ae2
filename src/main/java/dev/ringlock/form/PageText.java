package dev.ringlock.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The public pages' own texts in English. messages/text_LANGUAGE.properties has the other languages. The words that a
 * person consents to are never here: they come from the notice, word for word.
 *
 * <p>No message has parameters. Each message with parameters is a template of its own, and a native executable would
 * spend several milliseconds of its start looking for its file. Templates replace {@code %s} instead.
 */
@MessageBundle(value = "text", defaultKey = Message.UNDERSCORED_ELEMENT_NAME)
public interface PageText {

    @Message("Stay in touch with %s")
    String title();

    @Message("Your phone number")
    String number();

    @Message("With the country code, such as +1 202 555 0123, or choose the country below.")
    String number_hint();

    @Message("Country")
    String country();

    @Message("Not needed if the number begins with +")
    String country_none();

    @Message("What may we use it for?")
    String purposes();

    @Message("Agree to what I ticked")
    String send();

    @Message("Privacy notice")
    String privacy();

    @Message("Language")
    String language();

    @Message("Please look at this again")
    String again();

    @Message("Thank you")
    String thanks_title();

    @Message("We have noted what you agreed to on %s:")
    String thanks_yes();

    @Message("You ticked nothing, so we have kept nothing: neither your choice nor your number.")
    String thanks_no();

    @Message("Your reference, should you write to us: %s")
    String thanks_record();

    @Message("Did we send you a code?")
    String code_title();

    @Message("Code from the text message")
    String code();

    @Message("We send one if your phone has to confirm what you agreed to. It works for 10 minutes. "
            + "No code? Then there is nothing to do.")
    String code_hint();

    @Message("Confirm")
    String code_send();

    @Message("This code does not fit, or it is too old. Look at the newest message, or fill in the form again later.")
    String code_wrong();

    @Message("Your phone has confirmed what you agreed to:")
    String confirmed();

    @Message("Back to the form")
    String back();

    @Message("Please give your phone number.")
    String number_empty();

    @Message("This is too long for one phone number.")
    String number_too_long();

    @Message("Please give one number, not several.")
    String number_several_numbers();

    @Message("Please give the number without an extension: messages cannot reach one.")
    String number_extension();

    @Message("Please write the number in digits, without letters.")
    String number_letters();

    @Message("Please write all digits in one script.")
    String number_mixed_digits();

    @Message("Please use digits, spaces, dots, dashes, brackets and a leading + only.")
    String number_characters();

    @Message("Please begin the number with + and its country code, or choose its country.")
    String number_region_needed();

    @Message("Please choose the country from the list.")
    String number_region_unknown();

    @Message("Did you mean %s? This can be read as two numbers: please begin with + and the country code.")
    String number_ambiguous();

    @Message("This number is too short for a phone that gets messages.")
    String number_too_short();

    @Message("There is no such number. Is a digit missing, wrong or too many?")
    String number_invalid();

    @Message("Messages cannot reach this kind of line. Please give a mobile number.")
    String number_line_type();

    @Message("The form could not be read. Please fill it in again.")
    String form_broken();

    @Message("That was too many tries")
    String too_many_title();

    @Message("Please wait a while, then try again. Nothing was kept this time.")
    String too_many();

    @Message("The form could not be read")
    String unreadable_title();

    @Message("Nothing was kept. Please begin again with a fresh form.")
    String unreadable();

    @Message("This does not work just now")
    String unavailable_title();

    @Message("Please try again in a moment. Sending the form twice does no harm.")
    String unavailable();

    @Message("What you agreed to")
    String preferences_title();

    @Message("This is about the number %s.")
    String preferences_number();

    @Message("Nothing: we may not use this number.")
    String preferences_none();

    @Message("You agreed")
    String state_granted();

    @Message("Waiting for the code that proves it")
    String state_requested();

    @Message("You took it back")
    String state_withdrawn();

    @Message("It has ended")
    String state_expired();

    @Message("It ends by itself on %s.")
    String preferences_until();

    @Message("The words you agreed to")
    String preferences_wording();

    @Message("Take back")
    String preferences_take_back();

    @Message("Take everything back")
    String preferences_take_back_all();

    @Message("You can agree again only from your phone: sign up and enter the code that we send, "
            + "or reply START to one of our messages.")
    String preferences_again();

    @Message("This link does not work")
    String link_dead_title();

    @Message("It may have expired. Ask for a new one, or reply STOP to one of our messages.")
    String link_dead();
}
