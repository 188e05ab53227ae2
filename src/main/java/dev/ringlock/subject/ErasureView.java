package dev.ringlock.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an erasure.
 *
 * @param contactId of the number
 * @param region the country that the number was read in; absent if none was named
 * @param erasedAt when it was done, in RFC 3339
 * @param later what goes by itself, or is not in our hands
 * @param kept what stays, and why
 * @param readBack what was found after it was done: all of it is 0
 */
@JsonInclude(Include.NON_NULL)
public record ErasureView(
        String contactId,
        @Nullable String region,
        String erasedAt,
        ErasedData gone,
        List<LaterView> later,
        List<KeptView> kept,
        ReadBack readBack) {

    /**
     * Data that goes later.
     *
     * @param by when it is gone at the latest; absent if we do not know
     */
    @JsonInclude(Include.NON_NULL)
    public record LaterView(String kind, @Nullable String by, String text, String source) {}

    /**
     * Data that stays.
     *
     * @param count how many there are
     * @param until when it goes; absent if it does not
     */
    @JsonInclude(Include.NON_NULL)
    public record KeptView(String kind, int count, @Nullable String until, String text, String ground, String source) {}

    /** @param reaches how many days backups remember */
    static ErasureView of(
            String contactId,
            @Nullable String region,
            Erasures.Erased erased,
            ReadBack readBack,
            KeptData left,
            int reaches) {
        Instant at = Instant.parse(erased.at());
        List<LaterView> later = OutlastingData.all().stream()
                .filter(data -> !data.kept())
                .map(data -> new LaterView(data.kind(), by(data.days(), at, reaches), data.text(), data.source()))
                .toList();
        List<KeptView> kept = OutlastingData.all().stream()
                .filter(OutlastingData::kept)
                .map(data -> kept(data, left))
                .filter(data -> data.count() > 0)
                .toList();
        return new ErasureView(contactId, region, erased.at(), erased.data(), later, kept, readBack);
    }

    private static KeptView kept(OutlastingData data, KeptData left) {
        boolean proof = data.days().equals("proof");
        Instant until = proof ? left.proofUntil() : null;
        return new KeptView(
                data.kind(),
                proof ? left.ledgers() : left.optOuts(),
                until == null ? null : Time.rfc3339(until),
                data.text(),
                data.ground(),
                data.source());
    }

    private static @Nullable String by(String days, Instant at, int reaches) {
        if (days.isEmpty()) {
            return null;
        }
        int count = days.equals("policy") ? reaches : Integer.parseInt(days);
        return Time.rfc3339(at.plus(Duration.ofDays(count)));
    }
}
