package dev.ringlock.inbound;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** The log's lines as people read them. */
public final class InboundLines extends Handler {

    private final List<String> lines;

    public InboundLines(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
        Object[] parameters = line.getParameters();
        lines.add(parameters == null ? line.getMessage() : String.valueOf(parameters[0]));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
