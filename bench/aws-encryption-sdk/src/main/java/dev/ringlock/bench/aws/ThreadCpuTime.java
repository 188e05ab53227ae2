package dev.ringlock.bench.aws;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Counts the processor's time and not the clock's: on a shared machine the clock mostly measures the others. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ThreadCpuTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Read by JMH. */
    public long nanos;

    /** Read by JMH. */
    public long operations;

    public interface SealingWork {

        /** How often it is done between two looks at the counter, which is slow itself. */
        int BATCH = 100;

        Object run() throws Exception;
    }

    public void batch(Blackhole hole, SealingWork work) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < SealingWork.BATCH; i++) {
            hole.consume(work.run());
        }
        nanos += THREADS.getCurrentThreadCpuTime() - begin;
        operations += SealingWork.BATCH;
    }
}
