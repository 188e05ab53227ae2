package dev.ringlock.bench;

import dev.ringlock.decide.DecisionPath;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Single decisions over HTTP on SQLite. Beside them the same server answers {@code GET /health}, which is nearly a constant,
 * and one kept statement reads a contact in this process. The two take turns. The server's own processor time is reported,
 * since the client shares the cores.
 */
final class DecisionHttpBenchmark {

    private static final int CONNECTIONS = 32;
    private static final int PEOPLE = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;

    private DecisionHttpBenchmark(Server server) {
        this.server = server;
    }

    /**
     * @param micros of the server's processor time for a decision
     * @param constantMicros of it for a constant
     * @param readMicros for one row by a kept statement
     * @param perSecond decisions by the clock, and constants
     */
    record DecisionHttpResult(
            double micros, double constantMicros, double readMicros, double perSecond, double constantPerSecond) {

        double ratio() {
            return (constantMicros + readMicros) / micros;
        }
    }

    /** The arguments are the packaged server, an empty folder and a size. */
    public static void main(String[] args) throws Exception {
        DecisionHttpResult result = run(Size.of(args[2]), Path.of(args[0]).toRealPath(), Path.of(args[1]));
        System.out.printf("%s: %.2f of a constant and a read%n", result, result.ratio());
    }

    static DecisionHttpResult run(Size size, Path jar, Path folder) throws Exception {
        List<String> people = Numbers.typed().subList(0, PEOPLE);
        try (Server server = Server.start(jar, folder)) {
            DecisionHttpBenchmark benchmark = new DecisionHttpBenchmark(server);
            for (String typed : people) {
                benchmark.send(server.signup(typed));
            }
            return benchmark.measure(size, people);
        }
    }

    private DecisionHttpResult measure(Size size, List<String> people) throws Exception {
        String token = send(server.machineToken()).split("\"token\":\"")[1].split("\"")[0];
        Timings.TimedWork decision = typed -> send(server.decision(token, DecisionPath.question(typed)));
        Timings.TimedWork constant = typed -> send(server.health());
        turn(decision, some(people, size.warmUp));
        turn(constant, some(people, size.warmUp));
        double[] cpu = new double[2];
        List<Timings> decisions = new ArrayList<>();
        List<Timings> constants = new ArrayList<>();
        for (int round = 0; round < size.rounds; round++) {
            List<String> numbers = some(people, 2 * size.inARound);
            cpu[0] += turn(decision, numbers, decisions);
            cpu[1] += turn(constant, numbers, constants);
        }
        double count = 2.0 * size.inARound * size.rounds / 1e6;
        return new DecisionHttpResult(
                cpu[0] / count,
                cpu[1] / count,
                readMicros(),
                Timings.all(decisions).perSecond(),
                Timings.all(constants).perSecond());
    }

    private void turn(Timings.TimedWork work, List<String> numbers) throws Exception {
        turn(work, numbers, new ArrayList<>());
    }

    /** Seconds of the server's processor time. */
    private double turn(Timings.TimedWork work, List<String> numbers, List<Timings> timings) throws Exception {
        double before = sum(server.cpuSeconds());
        timings.add(Timings.of(work, numbers, CONNECTIONS));
        return sum(server.cpuSeconds()) - before;
    }

    private static double sum(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(each -> each).sum();
    }

    private double readMicros() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + server.database());
                PreparedStatement ids = connection.prepareStatement("SELECT contact_id FROM contacts LIMIT 1");
                PreparedStatement select = connection.prepareStatement("SELECT * FROM contacts WHERE contact_id = ?")) {
            String id = ids.executeQuery().getString(1);
            int count = 20_000;
            long begin = 0;
            for (int i = -count; i < count; i++) {
                begin = i == 0 ? System.nanoTime() : begin;
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.getString("consents");
                }
            }
            return (System.nanoTime() - begin) / 1e3 / count;
        }
    }

    private static List<String> some(List<String> people, int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> people.get(i % people.size()))
                .toList();
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    request.uri().getPath() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
