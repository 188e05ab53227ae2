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

    @Message("Thank you")
    String thanks_title();

    @Message("You ticked nothing, so we have kept nothing: neither your choice nor your number.")
    String thanks_no();

    @Message("Code from the text message")
    String code();

    @Message("Confirm")
    String code_send();

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

    @Message("Please use digits, spaces, dots, dashes, brackets and a leading + only.")
    String number_characters();

    @Message("Please begin the number with + and its country code, or choose its country.")
    String number_region_needed();

    @Message("Please choose the country from the list.")
    String number_region_unknown();

    @Message("Did you mean %s? This can be read as two numbers: please begin with + and the country code.")
    String number_ambiguous();

    @Message("There is no such number. Is a digit missing, wrong or too many?")
    String number_invalid();

    @Message("The form could not be read. Please fill it in again.")
    String form_broken();

    @Message("The form could not be read")
    String unreadable_title();

    @Message("This does not work just now")
    String unavailable_title();

    @Message("Please try again in a moment. Sending the form twice does no harm.")
    String unavailable();

    @Message("This is about the number %s.")
    String preferences_number();

    @Message("The words you agreed to")
    String preferences_wording();

    @Message("See or change what you agreed to")
    String own_page();

    @Message("We noted your choice on %s.")
    String thanks_yes();

    @Message("From now on we may use your number for:")
    String thanks_counts();

    @Message("Did you unsubscribe from any of this before? Then it counts only once you have entered the "
            + "code from our text message.")
    String thanks_unless();

    @Message("Did you unsubscribe from any of this before? Then that still stands.")
    String thanks_unless_silent();

    @Message("This counts once you have entered the code from our text message:")
    String thanks_waits();

    @Message("Enter your code")
    String code_title();

    @Message("Did we send you a code?")
    String code_title_maybe();

    @Message("We send one only if you unsubscribed before. Otherwise there is nothing more to do.")
    String code_maybe();

    @Message("If you have confirmed this before, no code comes, and there is nothing more to do.")
    String code_known();

    @Message("Six digits, in our newest text message. They work for 10 minutes.")
    String code_hint();

    @Message("This code does not match, or it is too old. Check our newest message, or ask for a new code. After five "
            + "wrong codes, none counts until tomorrow.")
    String code_wrong();

    @Message("This is not a code. Please enter the six digits from our text message.")
    String code_unreadable();

    @Message("If you need a code, a new one is on its way. Please use the newest one.")
    String code_sent();

    @Message("It is too soon for a new code. Please wait a little.")
    String code_early();

    @Message("You can enter a code here for an hour, if your browser accepts cookies. After that, please "
            + "fill in the form again.")
    String code_lost();

    @Message("No message? You can ask for a new code in %s min.")
    String again_wait();

    @Message("No message, or is the code too old? Ask for a new one.")
    String again_now();

    @Message("Send a new code")
    String again_send();

    @Message("If we have this number on file, we send it a code by text message. The code opens your page.")
    String page_code_text();

    @Message("Use another number")
    String other_number();

    @Message("See what you agreed to")
    String ask_title();

    @Message("Enter your phone number. If we have it on file, we send it a code by text message. The code "
            + "opens your page, where you can see what you agreed to and unsubscribe.")
    String ask_text();

    @Message("Send me a code")
    String ask_send();

    @Message("Write to us to see or change what you agreed to:")
    String ask_write();

    @Message("What you agreed to")
    String preferences_title();

    @Message("Nothing. We may not use this number.")
    String preferences_none();

    @Message("You agreed")
    String state_granted();

    @Message("Waiting for your code")
    String state_requested();

    @Message("Unsubscribed")
    String state_withdrawn();

    @Message("Ended")
    String state_expired();

    @Message("It ends on %s unless you renew it.")
    String preferences_until();

    @Message("Unsubscribe")
    String unsubscribe();

    @Message("Unsubscribe from everything")
    String unsubscribe_all();

    @Message("You are unsubscribed from: %s.")
    String done_some();

    @Message("You are unsubscribed from everything.")
    String done_all();

    @Message("Have you changed your mind?")
    String signup_again_title();

    @Message("You can sign up again at any time. Once you have unsubscribed, a new signup counts only after "
            + "a new proof: we send a code to your phone, and you enter it. Or reply START to one of our "
            + "messages.")
    String signup_again();

    @Message("Sign up again")
    String signup_again_link();

    @Message("This link does not work")
    String link_dead_title();

    @Message("It may have expired, or part of it is missing.")
    String link_dead();

    @Message("Please use the same kind of digits throughout.")
    String number_mixed_digits();

    @Message("This number is too short. Is a digit missing?")
    String number_too_short();

    @Message("Please wait a while, then try again. Nothing was saved this time.")
    String too_many();

    @Message("That was too many tries")
    String too_many_title();

    @Message("Nothing was saved. Please start again with a fresh form.")
    String unreadable();

    @Message("Please check this")
    String again();

    @Message("Messages do not reach this kind of line. Please give a mobile number.")
    String number_line_type();

    @Message("Your reference, if you write to us: %s")
    String thanks_record();

    @Message("Download a signed receipt of your choice")
    String receipt_act();

    @Message("Download a signed receipt")
    String receipt_state();

    @Message("Your phone has confirmed this. From now on we may use your number for:")
    String confirmed();

    @Message("All that is held about you")
    String record_title();

    @Message(
            "What you agreed to, in the exact words, every entry of the history, who gets the number, and your rights.")
    String record_text();

    @Message("Show, to read or print")
    String record_html();

    @Message("Download as PDF")
    String record_pdf();

    @Message("Download for programs (JSON-LD)")
    String record_json();

    @Message("A link can come into other hands. To see all, ask for a code to your phone.")
    String record_code();

    @Message("Ask for a code")
    String record_code_link();
}
