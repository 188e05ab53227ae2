package dev.ringlock.bench;

import com.google.i18n.phonenumbers.CountingPlans;
import dev.ringlock.capture.CapturePath;
import java.security.Security;

/** Prints the primitives of one capture. It runs in its own process, because counting slows down. */
public final class Count {

    private static final int WARM = 3;

    private Count() {}

    public static void main(String[] args) {
        Tape.Recorder recorder = new Tape.Recorder();
        CountingPlans.install(recorder);
        Security.insertProviderAt(new CountingProvider(recorder), 1);
        CapturePath path = new CapturePath(new ForgetfulStore());
        // the first captures fetch keys, which a process does once
        for (int i = 0; i < WARM; i++) {
            path.capture("+1 202-555-010" + i);
        }
        System.out.println(
                recorder.record(() -> path.capture("+1 202-555-0123")).written());
    }
}
