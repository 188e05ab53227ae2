package dev.ringlock.standalone.connection;

import io.netty.channel.ChannelHandler;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open connections. A newcomer is let in as long as there is one that can go: the one that has waited longest, with
 * no request or half of one. So many half-sent requests push each other out, and whole ones are answered meanwhile.
 */
@Singleton
final class Connections implements HttpServerOptionsCustomizer {

    private final ConnectionSettings settings;
    private final Set<Connection> open = new HashSet<>();
    /** Those without a request to answer, in the order in which they began to wait. */
    private final Set<Connection> waiting = new LinkedHashSet<>();

    private final Map<String, Integer> byAddress = new HashMap<>();
    private HttpServerOptions options = new HttpServerOptions();

    Connections(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions server) {
        options = server;
    }

    /** What a new connection passes first. */
    ChannelHandler entrance() {
        return new Entrance(this, settings.arrival(), options);
    }

    /** Lets a connection in. False if there is no room: every other one has a request that is being answered. */
    synchronized boolean admit(Connection connection) {
        String address = connection.address();
        boolean ofItsAddress = address.isEmpty()
                || byAddress.getOrDefault(address, 0) < settings.perAddress()
                || makeRoom(waiting.stream()
                        .filter(other -> other.address().equals(address))
                        .findFirst());
        boolean ofAll = ofItsAddress
                && (open.size() < settings.most() || makeRoom(waiting.stream().findFirst()));
        if (ofAll) {
            open.add(connection);
            waiting.add(connection);
            byAddress.merge(address, 1, Integer::sum);
        }
        return ofAll;
    }

    private boolean makeRoom(Optional<Connection> oldest) {
        oldest.ifPresent(connection -> {
            forget(connection);
            connection.end();
        });
        return oldest.isPresent();
    }

    /** The connection has a whole request, or its answer has left. */
    synchronized void changed(Connection connection, boolean busy) {
        if (busy) {
            waiting.remove(connection);
        } else if (open.contains(connection)) {
            waiting.add(connection);
        }
    }

    synchronized void forget(Connection connection) {
        if (open.remove(connection)) {
            waiting.remove(connection);
            byAddress.computeIfPresent(connection.address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }
}
