package dev.ringlock.standalone.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has to go when there is no room, and when a request's time runs. */
class ConnectionsTest {

    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";

    /** Room for four, two of them from one address. */
    private record SmallLimits() implements ConnectionSettings {

        private static final int MOST = 4;
        private static final Duration ARRIVAL = Duration.ofSeconds(10);

        @Override
        public int most() {
            return MOST;
        }

        @Override
        public int perAddress() {
            return 2;
        }

        @Override
        public Duration arrival() {
            return ARRIVAL;
        }
    }

    private final Connections connections = new Connections(new SmallLimits());

    @Test
    void theOneThatHasWaitedLongestGoesFirst() {
        EmbeddedChannel first = from("203.0.113.1");
        EmbeddedChannel second = from("203.0.113.2");
        send(first, WHOLE);
        answer(first);
        EmbeddedChannel third = from("203.0.113.3");
        EmbeddedChannel fourth = from("203.0.113.4");
        from("203.0.113.5");

        assertFalse(second.isOpen(), "it has sent nothing, and was there before the first one's answer");
        assertTrue(first.isOpen() && third.isOpen() && fourth.isOpen());
    }

    @Test
    void aRequestInWorkIsNeverPushedOutAndTheNewcomerIsToldToComeAgain() {
        List<EmbeddedChannel> inWork = new ArrayList<>();
        for (int i = 1; i <= SmallLimits.MOST; i++) {
            inWork.add(from("203.0.113." + i));
            send(inWork.get(i - 1), WHOLE);
        }
        EmbeddedChannel tooMany = from("203.0.113.99");

        assertTrue(inWork.stream().allMatch(EmbeddedChannel::isOpen));
        assertTrue(sent(tooMany).startsWith("HTTP/1.1 503"));
        answer(inWork.get(0));
        assertTrue(from("203.0.113.99").isOpen());
        assertFalse(inWork.get(0).isOpen());
    }

    @Test
    void oneAddressPushesOutItsOwnOnly() {
        for (String address : List.of("203.0.113.1", "2001:db8::%d")) {
            EmbeddedChannel other = from("203.0.113.200");
            EmbeddedChannel first = from(address.formatted(1));
            EmbeddedChannel second = from(address.formatted(2));
            EmbeddedChannel third = from(address.formatted(3));

            assertFalse(first.isOpen(), address);
            assertTrue(other.isOpen() && second.isOpen() && third.isOpen(), address);
            List.of(other, second, third).forEach(EmbeddedChannel::close);
        }
    }

    @Test
    void thisMachinesOwnAddressMayHaveThemAll() {
        List<EmbeddedChannel> own = new ArrayList<>();
        for (int i = 0; i < SmallLimits.MOST; i++) {
            own.add(from("127.0.0.1"));
        }
        assertTrue(own.stream().allMatch(EmbeddedChannel::isOpen));
    }

    @Test
    void theTimeRunsFromTheFirstByteAndStopsWithTheLast() {
        EmbeddedChannel slow = from("203.0.113.1");
        EmbeddedChannel whole = from("203.0.113.2");
        EmbeddedChannel silent = from("203.0.113.3");
        send(slow, HALF);
        send(whole, WHOLE);
        for (EmbeddedChannel channel : List.of(slow, whole, silent)) {
            channel.advanceTimeBy(SmallLimits.ARRIVAL.toSeconds() - 1, TimeUnit.SECONDS);
        }
        send(slow, "a");
        assertTrue(sent(slow).isEmpty());
        for (EmbeddedChannel channel : List.of(slow, whole, silent)) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertTrue(sent(slow).startsWith("HTTP/1.1 408"));
        assertTrue(whole.isOpen() && silent.isOpen(), "its answer may take longer; who says nothing is only idle");
    }

    @Test
    void aRequestBehindOneInWorkHasItsTimeAfterwards() {
        EmbeddedChannel channel = from("203.0.113.1");
        send(channel, WHOLE);
        send(channel, HALF);
        channel.advanceTimeBy(SmallLimits.ARRIVAL.toSeconds(), TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(sent(channel).isEmpty());
        answer(channel);
        sent(channel);
        channel.advanceTimeBy(SmallLimits.ARRIVAL.toSeconds(), TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(sent(channel).startsWith("HTTP/1.1 408"));
    }

    private EmbeddedChannel from(String address) {
        EmbeddedChannel channel = new EmbeddedChannel(DefaultChannelId.newInstance(), false, false) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
        channel.freezeTime();
        channel.pipeline().addLast(connections.entrance()).addLast(new HttpRequestDecoder(), new HttpResponseEncoder());
        try {
            channel.register();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return channel;
    }

    private static void send(EmbeddedChannel channel, String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    private static void answer(EmbeddedChannel channel) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
    }

    private static String sent(EmbeddedChannel channel) {
        StringBuilder sent = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            sent.append(next.toString(StandardCharsets.US_ASCII));
        }
        return sent.toString();
    }
}
