package dev.ringlock.steps;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.NumberFields;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an asker says of a person: their number, and the state or zone that they gave.
 *
 * @param place of the number, with what was declared
 */
public record PlacedNumber(PhoneNumber number, NumberPlace place) {

    /** Reads the fields {@code number}, {@code region}, {@code state} and {@code timeZone}. Empty if it has noted an error. */
    public static Optional<PlacedNumber> read(Fields fields) {
        return read(fields, "number", Optional.of(fields));
    }

    /**
     * Reads the number from that field, and what was declared from fields beside it or elsewhere.
     *
     * @return empty if it has noted an error
     */
    public static Optional<PlacedNumber> read(Fields fields, String name, Optional<Fields> beside) {
        String typed = fields.typed(name);
        String region = beside.map(declared -> declared.optionalTyped("region")).orElse("");
        Optional<PhoneNumber> number =
                typed.isEmpty() ? Optional.empty() : number(new NumberFields(typed, region), fields, name);
        String state = beside.map(PlacedNumber::state).orElse("");
        String zone = beside.map(PlacedNumber::zone).orElse("");
        return number.map(read -> new PlacedNumber(read, place(read.place(), state, zone)));
    }

    private static Optional<PhoneNumber> number(NumberFields typed, Fields fields, String name) {
        List<FieldError> own = new ArrayList<>();
        Optional<PhoneNumber> number = typed.any(own);
        own.forEach(error ->
                fields.note(error.pointer().equals("/number") ? name : "region", error.code(), error.detail()));
        return number;
    }

    private static NumberPlace place(NumberPlace place, String state, String zone) {
        NumberPlace there = state.isEmpty() ? place : place.inState(state);
        return zone.isEmpty() ? there : there.inZone(ZoneId.of(zone));
    }

    private static String state(Fields fields) {
        String state = fields.optionalText("state");
        if (!state.isEmpty() && !NumberPlace.isState(state)) {
            fields.note("state", "unknown_choice", "Give the state's code in ISO 3166-2, such as US-FL.");
            return "";
        }
        return state;
    }

    private static String zone(Fields fields) {
        String zone = fields.optionalText("timeZone");
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.note("timeZone", "unknown_choice", "Give the zone's IANA name, such as America/New_York.");
            return "";
        }
        return zone;
    }
}
