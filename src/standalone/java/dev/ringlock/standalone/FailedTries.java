package dev.ringlock.standalone;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes failed tries to sign in down, after their answers have left. In a flood it leaves some out. */
@Singleton
final class FailedTries implements Executor {

    private static final int MOST_WAITING = 1_000;

    private final ThreadPoolExecutor one = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> new Thread(work, "failed-sign-ins"),
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void execute(Runnable work) {
        one.execute(work);
    }

    void stop(@Observes ShutdownEvent event) {
        one.shutdown();
    }
}
