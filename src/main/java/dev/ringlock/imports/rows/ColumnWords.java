package dev.ringlock.imports.rows;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names that people give to columns of numbers and consents, in the languages of the public pages. A name that is
 * found here is no person's data.
 */
enum ColumnWords {
    NUMBER(
            "phone phonenumber mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellnumber msisdn telephone"
                    + " telephonenumber tel sms smsphone smsphonenumber smsnumber number contactnumber e164 destination to"
                    + " telefono numerodetelefono movil celular telephoneportable portable numero numerodetelephone"
                    + " telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon rufnummer nummer"),
    REGION("country countrycode region land pais pays laendercode"),
    ID("id rowid contactid customerid userid recordid leadid profileid subscriberid uuid kundennummer"),
    ANSWER(
            "status consent smsconsent optin smsoptin optinstatus smsoptinstatus smsstatus subscribed smssubscribed subscription"
                    + " subscriptionstatus smssubscriptionstatus marketingconsent smsmarketingconsent smsmarketingstatus"
                    + " consentstatus decision answer optout optedout smsoptout smsoptedout unsubscribed donotcontact dnc"
                    + " consentimiento consentement einwilligung zustimmung"),
    DATE("date timestamp decidedat decidedon consentdate consenttimestamp consentedat smsconsenttimestamp"
            + " smsconsentdate dateofconsent optindate optinat optintime optedinat optoutdate optoutat optouttime"
            + " optedoutat optouttimestamp optedouttimestamp unsubscribedat when fecha datum"),
    HOW("how method consentmethod source consentsource optinsource channel quelle origen"),
    EVIDENCE("evidence proof consenturl optinurl form formid ticket nachweis preuve prueba");

    private final Set<String> words;

    ColumnWords(String words) {
        this.words = Set.of(words.split(" ", -1));
    }

    /** The first of these columns that people call so. */
    Optional<String> among(Collection<String> names) {
        return Stream.of(names)
                .flatMap(Collection::stream)
                .filter(name -> words.contains(CellText.folded(name)))
                .findFirst();
    }
}
