package dev.ringlock.standalone.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.arc.Arc;

/**
 * Netty calls this for each connection that the server accepts, before a byte is read. Neither Quarkus nor Vert.x has
 * such a place: both begin with a request's whole head. {@link #ENABLED} turns it on.
 */
public final class AcceptedConnections extends ChannelInitializerExtension {

    /** Netty looks for extensions only where this system property has the value {@code serviceload}. */
    public static final String ENABLED = EXTENSIONS_SYSTEM_PROPERTY;

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline()
                .addLast(Arc.container().instance(Connections.class).get().entrance());
    }
}
