package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The executable of {@code package -Dlambda -Dnative}: it keeps all that the jar keeps, and gives the same answers to the
 * same events, byte for byte but for new ids and the time. Run it on JDK 25, whose country names and dates the executable has.
 */
@Tag("full")
class FunctionsNativeIT extends FunctionsIT {

    private static final Path JAR = Path.of("target/lambda/function.zip");

    @Override
    protected Path zip() {
        return Path.of("target/native/function.zip");
    }

    @ParameterizedTest
    @MethodSource("dev.ringlock.lambda.EventFiles#functions")
    void theExecutableAnswersAsTheJarDoes(String function) {
        assertTrue(Files.exists(JAR), "the jar to compare with is not there: ./mvnw package -Dlambda");
        assertEquals(answers(JAR, "jar", function), answers(zip(), "executable", function));
    }

    @Test
    void aNewWordingNeedsNoNewBuild() throws IOException {
        Path code = FunctionProcess.unpack(zip(), folder.resolve("another-policy"));
        Path policy = code.resolve("policy.yaml");
        Files.writeString(policy, Files.readString(policy).replace("Harbour Books", "Pier Nine Books"));
        Map<String, String> address = Map.of("RINGLOCK_PUBLIC_URL", ProvidersStandIn.PUBLIC_URL);
        try (FunctionProcess process = FunctionProcess.start(code, "pages", address)) {
            String page = process.invoke(EventFiles.of("pages").get(0).json()).body();
            assertTrue(page.contains("Pier Nine Books"), page);
        }
    }

    @Test
    void aMistakeInThePolicyIsToldAtStartWithItsLine() throws IOException {
        Path code = FunctionProcess.unpack(zip(), folder.resolve("another-policy"));
        Path policy = code.resolve("policy.yaml");
        Files.writeString(policy, Files.readString(policy).replace("channels: [sms]", "channels: [fax]"));
        try (FunctionProcess process = FunctionProcess.start(code, "pages", Map.of())) {
            process.awaitEnd();
            assertTrue(process.log().contains("policy.yaml:"), process::log);
            assertTrue(process.log().contains("fax"), process::log);
        }
    }

    private Map<String, String> answers(Path zip, String name, String function) {
        Path code = FunctionProcess.unpack(zip, folder.resolve(name));
        Map<String, String> answers = new LinkedHashMap<>();
        try (FunctionProcess process = FunctionProcess.start(code, function, freshSettings(aws()))) {
            EventFiles.answers(process, function)
                    .forEach((event, answer) -> answers.put(event, EventFiles.repeatable(answer)));
        }
        return answers;
    }
}
