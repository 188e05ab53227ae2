package dev.ringlock.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringlock.capture.CapturePath;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Captures over HTTP on SQLite, and the bare loop that writes the same rows once more. They take turns, round by round:
 * a shared disk and shared cores are fast one second and slow the next.
 */
final class HttpBenchmark {

    /**
     * @param transactions SQLite's count for the server in this round; the bare loop had as many
     * @param serverCpu seconds, by the kind of thread
     */
    record Round(
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

    /** @param bytesPerCapture of the database at the end */
    record HttpResult(List<Round> rounds, long bytesPerCapture) {

        List<Round> of(int connections) {
            return rounds.stream()
                    .filter(round -> round.connections() == connections)
                    .toList();
        }
    }

    private static final OperatingSystemMXBean SELF =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> numbers = Numbers.typed();
    private final Server server;
    private final StoredRows rows;
    private final BareLoop bare;
    private int used;

    private HttpBenchmark(Server server, StoredRows rows, BareLoop bare) {
        this.server = server;
        this.rows = rows;
        this.bare = bare;
    }

    static HttpResult run(Size size, Path jar, Path folder, int... connections) throws Exception {
        List<Round> rounds = new ArrayList<>();
        HttpBenchmark benchmark;
        Path database;
        try (Server server = Server.start(jar, folder.resolve("server"))) {
            database = server.database();
            StoredRows rows = new StoredRows(database);
            try (BareLoop bare = new BareLoop(folder.resolve("bare.db"), rows.schema())) {
                benchmark = new HttpBenchmark(server, rows, bare);
                benchmark.round(connections[connections.length - 1], size.warmUp);
                for (int i = 0; i < size.rounds; i++) {
                    for (int count : connections) {
                        rounds.add(benchmark.round(count, size.inARound));
                    }
                }
            }
        }
        return new HttpResult(rounds, Files.size(database) / benchmark.used);
    }

    private Round round(int connections, int captures) throws Exception {
        List<String> now = numbers.subList(used, used + captures);
        used += captures;
        int transactions = server.transactions();
        Map<String, Double> serverCpu = server.cpuSeconds();
        double clientCpu = SELF.getProcessCpuTime() / 1e9;
        Timings http = Timings.of(this::signUp, now, connections);
        clientCpu = SELF.getProcessCpuTime() / 1e9 - clientCpu;
        server.cpuSeconds().forEach((thread, seconds) -> serverCpu.merge(thread, seconds, (a, b) -> b - a));
        transactions = server.transactions() - transactions;
        return new Round(connections, http, transactions, bare.write(rows.next(), transactions), serverCpu, clientCpu);
    }

    private void signUp(String typed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.consents())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(CapturePath.json(typed)))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("a signup was answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
