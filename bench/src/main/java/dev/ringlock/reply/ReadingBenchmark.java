package dev.ringlock.reply;

import dev.ringlock.bench.CpuTime;
import dev.ringlock.policy.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads replies by the example policy: keywords, sentences and ordinary messages in turn, some of them not in ASCII.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CpuTime.Work.BATCH)
public class ReadingBenchmark {

    private static final String EXAMPLE = "policy/harbour-books.yaml";

    private static final List<String> MESSAGES = List.of(
            "STOP",
            "Stop",
            "stop please",
            "Thanks, see you at 5",
            "YES",
            "👍",
            "Ok great, thank you so much for letting me know!",
            "Can you stop by Sunday?",
            "🛑 STOP",
            "Is my order ready yet? I was hoping to pick it up on Friday after work",
            "arrêt",
            "I no longer wish to receive these messages, please take me off your list.",
            "HELP",
            "ＳＴＯＰ",
            "don’t text me again",
            "What time do you close today?",
            "Bonjour, ma commande est-elle prête ? Merci d’avance",
            "¿Tienen el último libro de la serie? Gracias",
            "Ich hole das Buch morgen ab, vielen Dank",
            "START",
            "S T O P",
            "wrong number",
            "No",
            "Who is this",
            "UNSUBSCRIBE",
            "I'll be there in about ten minutes, running late because of traffic on the bridge",
            "STOP\n\nSent from my iPhone",
            "когда вы открыты",
            "注文はいつ届きますか",
            "cancel my appointment");

    private final Replies replies = replies();
    private int next;

    @Benchmark
    public void reading(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> {
            next = next + 1 == MESSAGES.size() ? 0 : next + 1;
            return replies.read(MESSAGES.get(next));
        });
    }

    private static Replies replies() {
        try (InputStream in = ReadingBenchmark.class.getResourceAsStream("/" + EXAMPLE)) {
            return PolicyFile.read(EXAMPLE, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replies();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
