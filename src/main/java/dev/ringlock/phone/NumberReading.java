package dev.ringlock.phone;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result of reading a typed number. */
public sealed interface NumberReading {

    /**
     * A number in its canonical form. {@link PhoneNumber#read} accepts valid numbers only.
     * {@link PhoneNumber#readKnownOrNot} accepts every number of a possible shape.
     */
    record AcceptedNumber(PhoneNumber number) implements NumberReading {}

    /**
     * The text was refused. The reason never repeats the text.
     *
     * @param meant the number that was probably meant; null if that is not known. It is stored nowhere
     * @param also the other number that the text may be; null if there is none
     */
    record RefusedNumber(
            NumberRefusal reason,
            @Nullable PhoneNumber meant,
            @Nullable PhoneNumber also) implements NumberReading {

        RefusedNumber(NumberRefusal reason) {
            this(reason, null, null);
        }

        /** Both numbers that the text may be; none if it is not that which is wrong with it. */
        public List<PhoneNumber> readings() {
            return Stream.of(meant, also).flatMap(Stream::ofNullable).toList();
        }

        /** The number that was probably meant, in clear and in groups. It may go only to the person who typed it. */
        public Optional<String> suggestion() {
            return Optional.ofNullable(meant).map(PhoneNumber::international);
        }

        /** For people: what is wrong, and what was probably meant. It may go only to the person who typed it. */
        public String detail() {
            return suggestion().map(number -> "Did you mean " + number + "? ").orElse("") + reason.detail();
        }
    }
}
