package dev.ringlock.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Measures processor time, not elapsed time: on a shared machine, elapsed time mostly measures the other processes. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Read by JMH. */
    public long nanos;

    /** Read by JMH. */
    public long operations;

    public interface Work {

        /** How many operations are measured together, because reading the counter is slow itself. */
        int BATCH = 100;

        Object run() throws Exception;
    }

    public void batch(Blackhole hole, Work work) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < Work.BATCH; i++) {
            hole.consume(work.run());
        }
        nanos += THREADS.getCurrentThreadCpuTime() - begin;
        operations += Work.BATCH;
    }
}
