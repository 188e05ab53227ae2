package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.command.Frame.FrameKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as it was given beside a running server.
 *
 * @param folder in which it was given: relative names of files begin there
 * @param isAtTerminal whether a line of its output can be written over
 * @param hasConsole whether secrets are typed without being shown
 */
record GivenCommand(List<String> arguments, Path folder, boolean isAtTerminal, boolean hasConsole) {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    Frame frame() throws IOException {
        ObjectNode document = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("folder", folder.toString())
                .put("isAtTerminal", isAtTerminal)
                .put("hasConsole", hasConsole);
        ArrayNode listed = document.putArray("arguments");
        arguments.forEach(listed::add);
        return new Frame(FrameKind.COMMAND, JSON.writeValueAsBytes(document));
    }

    /** @throws IOException if it is none, or of another version */
    static GivenCommand read(Frame frame) throws IOException {
        JsonNode document = JSON.readTree(frame.content());
        if (frame.kind() != FrameKind.COMMAND || document.path("format").asInt() != FORMAT) {
            throw new IOException("the command is of another version than the server");
        }
        List<String> arguments = new ArrayList<>();
        document.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        return new GivenCommand(
                List.copyOf(arguments),
                Path.of(document.path("folder").asText()),
                document.path("isAtTerminal").asBoolean(),
                document.path("hasConsole").asBoolean());
    }
}
