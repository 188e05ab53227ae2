package dev.ringlock.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Signups and opt-outs over HTTP on SQLite, and the bare loop that makes the same changes once more. They take turns, round
 * by round: a shared disk and shared cores are fast one second and slow the next.
 */
final class HttpBenchmark implements AutoCloseable {

    /**
     * @param transactions SQLite's count for the server in this round; the bare loop had as many
     * @param serverCpu seconds, by the kind of thread
     */
    record Round(
            HttpAct act,
            int connections,
            Timings http,
            int transactions,
            double bareSeconds,
            Map<String, Double> serverCpu,
            double clientCpu) {

        double ratio() {
            return bareSeconds / http.seconds();
        }
    }

    /** @param bytesPerCapture of the database when all captures were done */
    record HttpResult(List<Round> rounds, long bytesPerCapture) {

        List<Round> of(HttpAct act, int connections) {
            return rounds.stream()
                    .filter(round -> round.act() == act && round.connections() == connections)
                    .toList();
        }
    }

    private static final OperatingSystemMXBean SELF =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Size size;
    private final int[] connections;
    private final Server server;
    private final StoredRows rows;
    private final BareLoop bare;
    private final String token;
    private final List<Round> rounds = new ArrayList<>();

    private HttpBenchmark(Size size, Server server, Path folder, int... connections) throws Exception {
        this.size = size;
        this.connections = connections;
        this.server = server;
        this.rows = new StoredRows(server.database());
        this.bare = new BareLoop(folder.resolve("bare.db"), rows.schema());
        this.token = send(server.staffToken()).split("\"token\":\"")[1].split("\"")[0];
    }

    static HttpResult run(Size size, Path jar, Path folder, int... connections) throws Exception {
        Iterator<String> signups = Numbers.typed().iterator();
        Iterator<String> optOuts = Numbers.typed().iterator();
        try (Server server = Server.start(jar, folder.resolve("server"));
                HttpBenchmark benchmark = new HttpBenchmark(size, server, folder, connections)) {
            int captures = benchmark.rounds(HttpAct.SIGNUP, size.warmUp, signups);
            long bytes = Files.size(server.database()) / captures;
            benchmark.rounds(HttpAct.STOP, size.inARound, optOuts);
            benchmark.rounds(HttpAct.WITHDRAW, size.inARound, optOuts);
            return new HttpResult(benchmark.rounds, bytes);
        }
    }

    /** Returns how often it was done. */
    private int rounds(HttpAct act, int warmUp, Iterator<String> numbers) throws Exception {
        round(act, connections[connections.length - 1], some(numbers, warmUp));
        for (int i = 0; i < size.rounds; i++) {
            for (int count : connections) {
                rounds.add(round(act, count, some(numbers, size.inARound)));
            }
        }
        return warmUp + size.rounds * connections.length * size.inARound;
    }

    private static List<String> some(Iterator<String> numbers, int count) {
        return Stream.generate(numbers::next).limit(count).toList();
    }

    private Round round(HttpAct act, int connections, List<String> numbers) throws Exception {
        int transactions = server.transactions();
        Map<String, Double> serverCpu = server.cpuSeconds();
        double clientCpu = SELF.getProcessCpuTime() / 1e9;
        Timings http = Timings.of(number -> act(act, number), numbers, connections);
        clientCpu = SELF.getProcessCpuTime() / 1e9 - clientCpu;
        server.cpuSeconds().forEach((thread, seconds) -> serverCpu.merge(thread, seconds, (a, b) -> b - a));
        transactions = server.transactions() - transactions;
        List<StoredRows.OfOneChange> changes = rows.next();
        if (changes.size() != numbers.size()) {
            throw new IllegalStateException(act + " changed " + changes.size() + " contacts");
        }
        double bareSeconds = bare.write(act, changes, transactions);
        return new Round(act, connections, http, transactions, bareSeconds, serverCpu, clientCpu);
    }

    private void act(HttpAct act, String typed) throws Exception {
        switch (act) {
            case SIGNUP -> send(server.signup(typed));
            case WITHDRAW -> send(server.withdraw(token, typed));
            case STOP -> {
                String answer = send(server.stop(typed));
                if (!answer.contains("\"status\":200")) {
                    throw new IllegalStateException("a STOP was answered " + answer);
                }
            }
        }
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    request.uri().getPath() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws SQLException {
        bare.close();
    }
}
