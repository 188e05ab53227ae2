package dev.ringlock.capture;

import dev.ringlock.bench.CpuTime;
import dev.ringlock.bench.ForgetfulStore;
import dev.ringlock.bench.Numbers;
import dev.ringlock.phone.ContactId;
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

/** The capture path without I/O, and its parts. Every signup is a new contact that consents to both purposes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CpuTime.Work.BATCH)
public class CaptureBenchmark {

    private final List<String> numbers = Numbers.typed();
    private final CapturePath path = new CapturePath(new ForgetfulStore());
    private final Signup signup = CapturePath.signup(numbers.get(0));
    private final CheckedSignup checked = path.check(signup);
    private final ContactId contact = path.contactId(checked.number());
    private int next;

    private String number() {
        next = (next + 1) % numbers.size();
        return numbers.get(next);
    }

    /** Parse, ContactId, rules, seals and the commit. */
    @Benchmark
    public void capture(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> path.capture(number()));
    }

    /** From a Lambda event to its answer. */
    @Benchmark
    public void event(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> path.answer(number()));
    }

    /** Its first part: reads the number and checks the signup against the policy. */
    @Benchmark
    public void check(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> path.check(CapturePath.signup(number())));
    }

    /** One seal. */
    @Benchmark
    public void seal(CpuTime cpu, Blackhole hole) throws Exception {
        cpu.batch(hole, () -> path.seal(contact, checked.number()));
    }
}
