package dev.ringlock.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Counts the processor's time and not the clock's: on a shared machine the clock mostly measures the others. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Read by JMH. */
    public long nanos;

    /** Read by JMH. */
    public long operations;

    public interface Work {

        /** How often it is done between two looks at the counter, which is slow itself. */
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
