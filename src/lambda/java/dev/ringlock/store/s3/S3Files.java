package dev.ringlock.store.s3;

import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.StoreUnavailableException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link SealedFiles} in a bucket of S3. Every read finds earlier writes. A list is read page by page after the last
 * name. It searches S3's answer for our names only, and does not parse XML.
 */
public final class S3Files implements SealedFiles {

    private static final Pattern KEY = Pattern.compile("<Key>(" + NAME.pattern() + ")</Key>");
    private static final String MORE = "<IsTruncated>true</IsTruncated>";

    private final S3Calls calls;

    public S3Files(S3Calls calls) {
        this.calls = calls;
    }

    @Override
    public void put(String name, byte[] content) {
        if (calls.call("PUT", SealedFiles.checked(name), "", content).isEmpty()) {
            throw new StoreUnavailableException("S3 has no such bucket");
        }
    }

    /**
     * S3 says that an object is not there only to those who may list the whole bucket. A function may list some folders of it,
     * and is refused. Then it looks into the folder.
     */
    @Override
    public Optional<byte[]> get(String name) {
        OutgoingAnswer answer = calls.answer("GET", SealedFiles.checked(name), "", null);
        boolean hidden = answer.status() == HttpURLConnection.HTTP_FORBIDDEN;
        return hidden && !beginning(name).contains(name) ? Optional.empty() : S3Calls.body(name, answer);
    }

    @Override
    public List<String> list(String folder) {
        return beginning(SealedFiles.checked(folder) + "/");
    }

    private List<String> beginning(String with) {
        String prefix = encoded(with);
        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        boolean more;
        do {
            // parameters have to be signed in the order of their names
            String query = "list-type=2&prefix=" + prefix + (after == null ? "" : "&start-after=" + encoded(after));
            String answer = calls.call("GET", "", query, null)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            int before = names.size();
            KEY.matcher(answer).results().forEach(match -> names.add(match.group(1)));
            more = answer.contains(MORE) && names.size() > before;
            after = more ? names.get(names.size() - 1) : null;
        } while (more);
        return names;
    }

    @Override
    public void delete(String name) {
        calls.call("DELETE", SealedFiles.checked(name), "", null);
    }

    /** Encodes the only character of a name that a query writes differently. */
    private static String encoded(String name) {
        return name.replace("/", "%2F");
    }
}
