package dev.ringlock.audience.numbers;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;

/**
 * Numbers in clear, in the order of their contacts' ids.
 *
 * @param unopened how many more could not be opened
 */
public record OpenedNumbers(List<Numbered> numbers, int unopened) {

    /** Prints its number masked. */
    public record Numbered(ContactId contact, PhoneNumber number) {}

    public OpenedNumbers {
        numbers = List.copyOf(numbers);
    }
}
