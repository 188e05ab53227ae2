package dev.ringlock.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files that the pages need. Listed by name, so that a path never reaches into the artifact. */
final class Assets {

    record Asset(String mediaType, byte[] content) {}

    private static final Map<String, Asset> FILES = Map.of(
                    "ringlock.css", "text/css; charset=utf-8",
                    "ringlock.svg", "image/svg+xml")
            .entrySet()
            .stream()
            .collect(Collectors.toUnmodifiableMap(
                    file -> "/assets/" + file.getKey(), file -> read(file.getKey(), file.getValue())));

    private Assets() {}

    static Optional<Asset> find(String path) {
        return Optional.ofNullable(FILES.get(path));
    }

    private static Asset read(String name, String mediaType) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the artifact lacks assets/" + name);
            }
            return new Asset(mediaType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
