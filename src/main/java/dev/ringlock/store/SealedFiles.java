package dev.ringlock.store;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The promise of a place for files, which hold nothing in clear that is anybody's. A file is there whole or not at all,
 * and as soon as it was put every read finds it. Names are words of letters, digits, dashes and underscores with slashes
 * between. There are three such places, which are told apart by their names here.
 *
 * <p>Every call throws {@link StoreUnavailableException} if the place cannot be reached; doing it again is safe.
 */
public interface SealedFiles {

    /** The place of exports' parts, which last for a day. */
    String EXPORTS = "export-files";

    /** The place of the parts of files to import, which last for a week. */
    String IMPORTS = "import-files";

    /** The place of datasets' parts, which last as long as their dataset. */
    String DATASETS = "dataset-files";

    Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){0,7}");

    /** Writes a file, over one that has this name. */
    void put(String name, byte[] content);

    /** The bytes of a file; empty if there is none of that name. */
    Optional<byte[]> get(String name);

    /**
     * The names of the files in a folder, at any depth, in their order.
     *
     * @param folder a name
     */
    List<String> list(String folder);

    /** Deletes a file, if it is there. */
    void delete(String name);

    /**
     * The name, if it is one.
     *
     * @throws IllegalArgumentException if it is none: it leads nowhere else
     */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a file's name");
        }
        return name;
    }
}
