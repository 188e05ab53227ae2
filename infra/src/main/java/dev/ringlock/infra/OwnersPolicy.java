package dev.ringlock.infra;

import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a deployment has to know of the owner's policy file.
 *
 * @param purposes their ids, in the file's order
 * @param erasureReaches days after which what was erased is gone from the backups too
 */
record OwnersPolicy(List<String> purposes, int erasureReaches) {

    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final int ERASURE_REACHES = 7;
    private static final int LONGEST_RECOVERY = 35;

    OwnersPolicy {
        purposes = List.copyOf(purposes);
    }

    static OwnersPolicy read(Path file) {
        try {
            Object root =
                    new Load(LoadSettings.builder().setLabel("policy").build()).loadFromString(Files.readString(file));
            if (root instanceof Map<?, ?> map && map.get("purposes") instanceof Map<?, ?> purposes) {
                return new OwnersPolicy(
                        purposes.keySet().stream().map(id -> purpose(file, id)).toList(),
                        erasureReaches(file, map.get("erasureReaches")));
            }
            throw new SettingsMistake(file + " names no purposes: it is not a policy file");
        } catch (IOException e) {
            throw new SettingsMistake("the policy file cannot be read: " + file, e);
        } catch (YamlEngineException e) {
            throw new SettingsMistake(file + " is not YAML: " + e.getMessage(), e);
        }
    }

    /**
     * As the functions will read it at their start, by their own code: a mistake is told now, in full, instead of by functions
     * that do not start any more.
     */
    static void check(Path file) {
        try {
            PolicyFile.read(file);
        } catch (PolicyMistakesException e) {
            throw new SettingsMistake(e.getMessage(), e);
        }
    }

    /** A purpose's id goes into names, conditions and patterns, where any other character could mean something else. */
    private static String purpose(Path file, Object id) {
        if (id instanceof String text && PURPOSE.matcher(text).matches() && !text.equals(Doors.MAINTENANCE)) {
            return text;
        }
        throw new SettingsMistake(file + ": `" + id + "` cannot be a purpose's id");
    }

    private static int erasureReaches(Path file, @Nullable Object days) {
        if (days == null) {
            return ERASURE_REACHES;
        }
        if (days instanceof Integer number && number >= 1 && number <= LONGEST_RECOVERY) {
            return number;
        }
        throw new SettingsMistake(file + ": erasureReaches is a number of days from 1 to " + LONGEST_RECOVERY);
    }
}
