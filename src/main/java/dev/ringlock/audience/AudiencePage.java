package dev.ringlock.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.audience.numbers.OpenedNumbers;
import dev.ringlock.http.Paging;
import dev.ringlock.terms.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an audience, for its caller.
 *
 * @param next the cursor of the next page; absent at the end
 */
@JsonInclude(Include.NON_NULL)
record AudiencePage(
        String purpose, List<Number> numbers, @Nullable String next) {

    /** @param number E.164 */
    record Number(String contactId, String number) {

        /** Without the number, which a record would print. */
        @Override
        public String toString() {
            return "Number[of " + contactId + "]";
        }
    }

    static AudiencePage of(Purpose purpose, OpenedNumbers opened, @Nullable String next) {
        List<Number> numbers = opened.numbers().stream()
                .map(each -> new Number(each.contact().value(), each.number().e164()))
                .toList();
        return new AudiencePage(purpose.id(), numbers, Paging.told(next));
    }
}
