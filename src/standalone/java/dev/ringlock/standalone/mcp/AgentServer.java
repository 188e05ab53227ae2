package dev.ringlock.standalone.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Speaks MCP with one agent, over an input and an output. */
public final class AgentServer {

    private static final String INSTRUCTIONS =
            "Ringlock knows which phone numbers may be contacted, for which purpose, on which channel and when. Ask it "
                    + "before each message. It never tells a number.";

    private final RinglockApi api;

    /**
     * @param server the address of a running Ringlock
     * @param token of a machine client with scopes {@code decide:<purpose>}
     * @throws IllegalArgumentException unless the address is https, or of this machine
     */
    public AgentServer(URI server, String token) {
        this.api = new RinglockApi(server, token);
    }

    /** Answers until the input ends. */
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        JacksonMcpJsonMapper json = new JacksonMcpJsonMapper(new JsonMapper());
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(json, new WatchedInput(in, end), out))
                .serverInfo("ringlock", "1")
                .instructions(INSTRUCTIONS)
                .jsonMapper(json)
                // the tools promise no output schema, and the API itself checks what is asked
                .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(new DecisionTools(api).all())
                .build();
        end.await();
        server.closeGracefully();
    }

    /** Tells when the agent has gone. */
    private static final class WatchedInput extends FilterInputStream {

        private final CountDownLatch end;

        WatchedInput(InputStream in, CountDownLatch end) {
            super(in);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return seen(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return seen(super.read(bytes, offset, length));
        }

        private int seen(int read) {
            if (read < 0) {
                end.countDown();
            }
            return read;
        }
    }
}
