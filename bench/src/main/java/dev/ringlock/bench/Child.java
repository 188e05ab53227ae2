package dev.ringlock.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Other Java processes, of the same JDK and on the same classpath. */
final class Child {

    private Child() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs the class and returns its output. */
    static String output(Class<?> main) throws IOException, InterruptedException {
        String logging = "java.util.logging.manager";
        Process process = new ProcessBuilder(
                        java(),
                        "-D" + logging + "=" + System.getProperty(logging, ""),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.getName() + " failed");
        }
        return output;
    }
}
