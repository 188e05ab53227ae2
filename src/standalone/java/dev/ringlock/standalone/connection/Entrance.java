package dev.ringlock.standalone.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sees a connection's bytes before anything else does, and puts a {@link Connection} behind Vert.x' decoder. */
final class Entrance extends ChannelInboundHandlerAdapter {

    private final Connections connections;
    private final Duration arrival;
    private final HttpServerOptions options;
    private @Nullable Connection connection;

    Entrance(Connections connections, Duration arrival, HttpServerOptions options) {
        this.connections = connections;
        this.arrival = arrival;
        this.options = options;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        Connection made = new Connection(connections, arrival);
        pipeline.replace(HttpRequestDecoder.class, "strictDecoder", new StrictDecoder(options));
        pipeline.addAfter(pipeline.context(HttpResponseEncoder.class).name(), "connection", made);
        connection = made;
        made.enter();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (connection != null) {
            connection.bytes();
        }
        context.fireChannelRead(bytes);
    }

    /** Refuses a request with two lengths. Netty would keep one, and a proxy in front of us perhaps the other. */
    private static final class StrictDecoder extends VertxHttpRequestDecoder {

        StrictDecoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("two lengths");
        }
    }
}
