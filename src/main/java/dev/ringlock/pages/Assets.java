package dev.ringlock.pages;

import dev.ringlock.ledger.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the pages. They are listed by name, so that a path never reaches into the artifact. */
final class Assets {

    /** @param tag changes with the content */
    record Asset(String mediaType, byte[] content, String tag) {}

    /** The path of the console's files. */
    static final String CONSOLE = "/assets/console/";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final Map<String, Asset> FILES = Stream.of(
                    "ringlock.css",
                    "ringlock.svg",
                    "console/console.css",
                    "console/address.js",
                    "console/app.js",
                    "console/api.js",
                    "console/dom.js",
                    "console/drafts.js",
                    "console/forms.js",
                    "console/language.js",
                    "console/parts.js",
                    "console/session.js",
                    "console/uploads.js",
                    "console/words.js",
                    "console/words/de.js",
                    "console/words/en.js",
                    "console/words/es.js",
                    "console/words/fr.js",
                    "console/views/access.js",
                    "console/views/answers.js",
                    "console/views/audit.js",
                    "console/views/chart.js",
                    "console/views/contact.js",
                    "console/views/dataset.js",
                    "console/views/datasetOrder.js",
                    "console/views/datasets.js",
                    "console/views/download.js",
                    "console/views/erase.js",
                    "console/views/evidence.js",
                    "console/views/exports.js",
                    "console/views/history.js",
                    "console/views/hold.js",
                    "console/views/holds.js",
                    "console/views/import.js",
                    "console/views/imports.js",
                    "console/views/link.js",
                    "console/views/manifest.js",
                    "console/views/mapping.js",
                    "console/views/messages.js",
                    "console/views/outcomes.js",
                    "console/views/overview.js",
                    "console/views/preview.js",
                    "console/views/progress.js",
                    "console/views/reidentify.js",
                    "console/views/reveal.js",
                    "console/views/runs.js",
                    "console/views/search.js",
                    "console/views/signin.js")
            .collect(Collectors.toUnmodifiableMap(name -> "/assets/" + name, Assets::read));

    private Assets() {}

    static Optional<Asset> find(String path) {
        return Optional.ofNullable(FILES.get(path));
    }

    /** The console's page. It is not among the files, because it has its own headers. */
    static String consolePage() {
        return new String(bytes("console/index.html"), StandardCharsets.UTF_8);
    }

    private static Asset read(String name) {
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte[] content = bytes(name);
        String tag = Sha256.hex(Base64.getEncoder().encodeToString(content));
        return new Asset(Objects.requireNonNull(mediaType), content, tag);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the artifact lacks assets/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
