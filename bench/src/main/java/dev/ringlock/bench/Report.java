package dev.ringlock.bench;

import dev.ringlock.bench.HttpBenchmark.Round;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.ToDoubleFunction;

/** All figures, as one table. */
record Report(
        Size size,
        Tape tape,
        Figures figures,
        Properties sdk,
        HttpBenchmark.HttpResult http,
        List<PurgeBenchmark.PurgeResult> purge,
        AudienceBenchmark.AudienceResult audience,
        int... connections) {

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%nRinglock benchmarks: Java %s (%s), %d cores, shared with other processes",
                Runtime.version(),
                System.getProperty("java.vm.name"),
                Runtime.getRuntime().availableProcessors());
        withoutIo(text);
        sdk(text);
        overHttp(text);
        optOuts(text);
        reading(text);
        purge(text);
        audience(text);
        return text.append('\n').toString();
    }

    private void withoutIo(StringBuilder text) {
        double bare = figures.of("bare");
        line(text, "%n1  One capture without I/O: a new contact consents to two purposes%34s%9s", "cpu us", "times");
        row(text, "bare primitives, as many as the capture uses", bare, bare);
        row(text, "  of them libphonenumber", bare - figures.of("crypto"), bare);
        row(text, "  of them AES, HMAC, SHA-256, random bytes", figures.of("crypto"), bare);
        row(text, "capture: parse, ContactId, rules, seals, commit (target: at most 2)", figures.of("capture"), bare);
        row(text, "  of it reading the number and checking the signup", figures.of("check"), bare);
        row(text, "the same from a Lambda event to its answer, with the JSON", figures.of("event"), bare);
        line(
                text,
                "   counted: %d parses, %d validity, %d type, %d region, %d formats; %d seals of 16 bytes;",
                tape.count("parse"),
                tape.count("valid"),
                tape.count("type"),
                tape.count("region"),
                tape.count("format"),
                tape.count("seal"));
        line(
                text,
                "            %d HMACs of %s bytes; %d SHA-256 of %s bytes; %d draws of random bytes",
                tape.count("hmac"),
                lengths("hmac"),
                tape.count("sha256"),
                lengths("sha256"),
                tape.count("random"));
    }

    private void sdk(StringBuilder text) {
        double seal = figures.of("seal");
        line(text, "%n   One seal of 16 bytes, key at hand%67s%9s", "cpu us", "times");
        row(text, "Ringlock (45 bytes, and its data key's 61 beside them)", seal, seal);
        if (sdk.isEmpty()) {
            line(text, "   AWS Encryption SDK: not measured in this run");
            return;
        }
        String name = "AWS Encryption SDK " + sdk.getProperty("version");
        row(text, name + ", static master key (" + sdk.getProperty("bytes") + " bytes)", sdk("masterKey"), seal);
        row(text, name + ", raw AES keyring", sdk("keyring"), seal);
        row(text, name + ", caching CMM over the master key", sdk("caching"), seal);
        line(text, "   SDK: ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY, context {app: ringlock, purpose: marketing}");
    }

    private void overHttp(StringBuilder text) {
        int rounds = http.of(HttpAct.SIGNUP, connections[0]).size();
        line(
                text,
                "%n2  Captures on SQLite, %d rounds of %,d, warmed up with %,d; client and server share the cores%n",
                rounds,
                size.inARound,
                size.warmUp);
        columns(text, "connections", "%14d", run -> run.get(0).connections());
        columns(text, "over HTTP, captures/s", "%14.0f", run -> timings(run).perSecond());
        columns(text, "bare loop, captures/s", "%14.0f", run -> captures(run) / sum(run, Round::bareSeconds));
        columns(
                text,
                "HTTP / bare loop (target: at least 0.7)",
                "%14.2f",
                run -> sum(run, Round::bareSeconds) / timings(run).seconds());
        columns(text, "  the lowest and the highest round", "%14s", run -> {
            var ratios = run.stream().mapToDouble(Round::ratio).summaryStatistics();
            return String.format(Locale.ROOT, "%.2f - %.2f", ratios.getMin(), ratios.getMax());
        });
        for (int percent : new int[] {50, 95, 99}) {
            columns(
                    text,
                    "HTTP latency p" + percent + ", ms",
                    "%14.1f",
                    run -> timings(run).percentileMillis(percent));
        }
        columns(text, "SQLite transactions, in both", "%14.0f", run -> sum(run, Round::transactions));
        columns(text, "captures in one (mean)", "%14.1f", run -> captures(run) / sum(run, Round::transactions));
        columns(text, "database, bytes per capture", "%14d", run -> http.bytesPerCapture());
        line(text, "   processor time of one capture, ms");
        for (String kind : List.of(Threads.WRITER, Threads.WORKERS, Threads.EVENT_LOOPS, Threads.OTHERS)) {
            cpu(text, "server: " + kind, round -> round.serverCpu().getOrDefault(kind, 0.0));
        }
        cpu(text, "client of this benchmark", Round::clientCpu);
    }

    private void optOuts(StringBuilder text) {
        line(text, "%n3  Opt-outs on SQLite of those contacts, in the same way%n");
        columns(text, "connections", "%14d", run -> run.get(0).connections());
        for (HttpAct act : List.of(HttpAct.STOP, HttpAct.WITHDRAW)) {
            String name = act == HttpAct.STOP ? "STOP" : "staff's withdraw";
            columns(
                    act,
                    text,
                    name + " over HTTP, a second",
                    "%14.0f",
                    run -> timings(run).perSecond());
            columns(act, text, "  bare loop, a second", "%14.0f", run -> captures(run) / sum(run, Round::bareSeconds));
            columns(
                    act,
                    text,
                    "  HTTP / bare loop (target: at least 0.6)",
                    "%14.2f",
                    run -> sum(run, Round::bareSeconds) / timings(run).seconds());
            columns(
                    act,
                    text,
                    "  opt-outs in one transaction (mean)",
                    "%14.1f",
                    run -> captures(run) / sum(run, Round::transactions));
            columns(
                    act,
                    text,
                    "  latency p95, ms",
                    "%14.1f",
                    run -> timings(run).percentileMillis(95));
        }
    }

    private void reading(StringBuilder text) {
        double micros = figures.of("reading");
        line(text, "%n4  Reading a reply: what 30 different messages mean, by the example policy%n");
        line(text, "   %-90s%9.3f", "cpu us for one message", micros);
        line(text, "   %-90s%9.2f", "millions of messages a second on one core (target: at least 1)", 1 / micros);
    }

    private void purge(StringBuilder text) {
        line(text, "%n5  Purging %,d contacts on SQLite, two purposes each%n", size.due);
        line(text, "   %-52s%14s%14s", "stored", "purged/s", "/ bare loop");
        for (PurgeBenchmark.PurgeResult result : purge) {
            line(
                    text,
                    "   %-52s%14.0f%14.2f",
                    String.format(Locale.ROOT, "%,d, in %d transactions", result.stored(), result.transactions()),
                    result.due() / result.seconds(),
                    result.ratio());
        }
        line(text, "   target: at least 0.5 of the bare loop, whatever is stored");
    }

    private void audience(StringBuilder text) {
        line(
                text,
                "%n6  An audience of %,d numbers under %,d data keys, without I/O%n",
                audience.numbers(),
                audience.dataKeys());
        line(
                text,
                "   %-90s%,9d",
                "calls of the key engine in a walk (target: at most one a data key)",
                audience.calls());
        line(text, "   %-90s%9s%9s", "", "cpu us", "times");
        row(text, "bare AES-GCM on one kept cipher, one number", audience.bareMicros(), audience.bareMicros());
        row(text, "one number opened (target: at most 2)", audience.micros(), audience.bareMicros());
    }

    private interface Column {
        Object of(List<Round> run);
    }

    private void columns(HttpAct act, StringBuilder text, String name, String format, Column column) {
        StringBuilder values = new StringBuilder();
        for (int count : connections) {
            values.append(String.format(Locale.ROOT, format, column.of(http.of(act, count))));
        }
        line(text, "   %-52s%s", name, values);
    }

    private void columns(StringBuilder text, String name, String format, Column column) {
        columns(HttpAct.SIGNUP, text, name, format, column);
    }

    private void cpu(StringBuilder text, String name, ToDoubleFunction<Round> seconds) {
        columns(text, "  " + name, "%14.2f", run -> 1e3 * sum(run, seconds) / captures(run));
    }

    private static Timings timings(List<Round> run) {
        return Timings.all(run.stream().map(Round::http).toList());
    }

    private static double captures(List<Round> run) {
        return sum(run, round -> round.http().sortedNanos().length);
    }

    private static double sum(List<Round> run, ToDoubleFunction<Round> figure) {
        return run.stream().mapToDouble(figure).sum();
    }

    private double sdk(String benchmark) {
        return Double.parseDouble(sdk.getProperty(benchmark));
    }

    private String lengths(String primitive) {
        return String.join(
                ", ",
                Arrays.stream(tape.of(primitive)).mapToObj(String::valueOf).toList());
    }

    private static void row(StringBuilder text, String name, double micros, double one) {
        line(text, "   %-90s%9.1f%9.2f", name, micros, micros / one);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
