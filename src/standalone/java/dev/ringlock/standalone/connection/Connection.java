package dev.ringlock.standalone.connection;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, between the decoder and Vert.x. It limits the time that a request takes to arrive, and answers what
 * {@link RequestLimits} refuses. Everything but {@link #end} runs on the connection's own thread.
 */
final class Connection extends ChannelDuplexHandler {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Connections connections;
    private final Duration arrival;
    private @Nullable ChannelHandlerContext context;
    private String address = "";
    private @Nullable Future<?> deadline;
    /** A request's head is here, and its end is not. */
    private boolean arriving;
    /** The arriving request is answered already. */
    private boolean answeredEarly;

    /** Our answer said that the connection closes. Vert.x only does so where the caller asked for it. */
    private boolean closing;

    private int unanswered;
    private @Nullable Problem refusal;

    Connection(Connections connections, Duration arrival) {
        this.connections = connections;
        this.arrival = arrival;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        if (added.channel().remoteAddress() instanceof InetSocketAddress remote
                && !remote.getAddress().isLoopbackAddress()) {
            InetAddress caller = remote.getAddress();
            byte[] bytes = caller.getAddress();
            address = HexFormat.of().formatHex(caller instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
        }
    }

    /** What counts as one caller: an IPv4 address or a /64 of IPv6. Empty for this machine, where a proxy may be. */
    String address() {
        return address;
    }

    void enter() {
        if (!connections.admit(this)) {
            refuse(new Problem.Unavailable(PAUSE));
        }
    }

    /** Bytes came. The time runs from the first byte of a request, and no later byte renews it. */
    void bytes() {
        if (deadline == null && context != null) {
            deadline = context.executor().schedule(this::late, arrival.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void late() {
        deadline = null;
        if (busy()) {
            // Vert.x reads no further while it answers the request before
            bytes();
        } else if (arriving && !answeredEarly) {
            refuse(new Problem.TooSlow(arrival));
        } else {
            end();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            arriving = true;
            unanswered++;
        }
        Optional<Problem> wrong =
                message instanceof HttpObject object ? RequestLimits.refusal(object) : Optional.empty();
        if (wrong.isPresent()) {
            ReferenceCountUtil.release(message);
            refuse(wrong.get());
            return;
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
            answeredEarly = false;
            stopTime();
            connections.changed(this, busy());
        }
        here.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext here, Object message, ChannelPromise promise) {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse response) {
            closing = response.headers().containsValue("Connection", "close", true);
        }
        if (message instanceof LastHttpContent && !interim) {
            here.write(message, promise.unvoid().addListener(written -> answered()));
        } else {
            here.write(message, promise);
        }
    }

    private void answered() {
        unanswered = Math.max(0, unanswered - 1);
        answeredEarly = arriving && unanswered == 0;
        connections.changed(this, busy());
        if (refusal != null && !busy()) {
            answer(refusal);
        } else if (closing) {
            leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        stopTime();
        connections.forget(this);
        here.fireChannelInactive();
    }

    /** A whole request waits for its answer. */
    private boolean busy() {
        return unanswered > (arriving && !answeredEarly ? 1 : 0);
    }

    private void stopTime() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Reads no further. The answers to earlier requests leave first. */
    private void refuse(Problem problem) {
        refusal = problem;
        stopTime();
        if (answeredEarly) {
            end();
        } else if (!busy()) {
            answer(problem);
        }
    }

    private void answer(Problem problem) {
        if (context != null) {
            context.writeAndFlush(response(Answers.problem(problem))).addListener(written -> leave());
        }
    }

    /** Closes our half, and the rest later: to close at once would take the answer back. */
    private void leave() {
        if (context != null) {
            if (context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
            context.executor().schedule(this::end, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static FullHttpResponse response(APIGatewayV2HTTPResponse answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.getStatusCode()),
                Unpooled.copiedBuffer(answer.getBody(), StandardCharsets.UTF_8));
        answer.getHeaders().forEach(response.headers()::set);
        response.headers().set("Content-Length", response.content().readableBytes());
        response.headers().set("Connection", "close");
        return response;
    }

    void end() {
        if (context != null) {
            context.close();
        }
    }
}
