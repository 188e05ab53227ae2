package dev.ringlock.standalone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.archive.WholeFile;
import dev.ringlock.steps.anchor.Anchor;
import dev.ringlock.steps.anchor.AnchorPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of the owner's choice, with one small file for each anchor. A file that is there is left as it is. */
final class AnchorFolder implements AnchorPlace {

    private final Path folder;

    AnchorFolder(Path folder) {
        this.folder = folder;
    }

    /** The name begins with the anchor's end, so that the files sort by it. */
    @Override
    public void show(Anchor anchor) throws IOException {
        Path file = folder.resolve("anchor-" + anchor.to().toString().replace(":", "") + ".json");
        if (Files.exists(file)) {
            return;
        }
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("anchor", anchor.digest())
                .put("root", anchor.root())
                .put("previous", anchor.previous())
                .put("from", anchor.from().toString())
                .put("to", anchor.to().toString())
                .put("entries", anchor.entries());
        byte[] bytes = (shown.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, to -> to.write(bytes));
    }
}
