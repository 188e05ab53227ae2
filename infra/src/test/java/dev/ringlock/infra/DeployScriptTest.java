package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code infra/deploy}. Stand-ins for AWS's command line and the CDK's write down how they are called. */
class DeployScriptTest {

    private static final String NO_STACK = "Stack with id ringlock-stack does not exist";

    @TempDir
    private Path folder;

    private Path calls;
    private Path settings;

    @BeforeEach
    void stand_ins() throws IOException {
        calls = Files.createFile(folder.resolve("calls"));
        settings = Files.writeString(folder.resolve("shop.properties"), "code = function.zip\n");
        standIn("npx", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK_COMPLETE",
                "ROLLBACK_FAILED",
                "REVIEW_IN_PROGRESS",
                "ROLLBACK_IN_PROGRESS",
                "CREATE_IN_PROGRESS",
                "CREATE_FAILED",
                "DELETE_IN_PROGRESS"
            })
    void a_deployment_after_a_failed_first_one_is_a_first_one_again(String status) throws Exception {
        standIn("aws", "echo " + status);
        assertEquals(0, deploy());
        assertTwoDeployments();
    }

    @Test
    void a_first_deployment_is_made_without_protection_and_then_protected() throws Exception {
        standIn("aws", "echo '" + NO_STACK + "' >&2; exit 254");
        assertEquals(0, deploy());
        assertTwoDeployments();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE_COMPLETE",
                "UPDATE_COMPLETE",
                "UPDATE_ROLLBACK_COMPLETE",
                "UPDATE_ROLLBACK_FAILED",
                "IMPORT_COMPLETE",
                "DELETE_FAILED"
            })
    void a_stack_that_lives_never_loses_its_protection(String status) throws Exception {
        standIn("aws", "echo " + status);
        assertEquals(0, deploy());
        List<String> made = calls("npx");
        assertEquals(1, made.size(), made::toString);
        assertTrue(!made.get(0).contains("protection"), made::toString);
    }

    @Test
    void a_first_deployment_that_fails_is_not_gone_on_with() throws Exception {
        standIn("aws", "echo '" + NO_STACK + "' >&2; exit 254");
        standIn("npx", "exit 1");
        assertNotEquals(0, deploy());
        assertEquals(1, calls("npx").size());
    }

    @Test
    void nothing_is_deployed_by_somebody_who_is_not_signed_in() throws Exception {
        standIn("aws", "echo 'The security token included in the request is expired' >&2; exit 254");
        assertNotEquals(0, deploy());
        assertEquals(List.of(), calls("npx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"diff", "synth", "destroy"})
    void what_deploys_nothing_asks_nothing(String command) throws Exception {
        standIn("aws", "exit 1");
        assertEquals(0, deploy(command));
        assertEquals(List.of(), calls("aws"));
        assertEquals(1, calls("npx").size());
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "169, 1", "170, 0", "1000, 0"})
    void reserved_concurrency_that_the_account_does_not_have_is_told_before_the_deployment(int quota, int ended)
            throws Exception {
        Files.writeString(settings, "code = function.zip\nconcurrency = capture=50, pages=20\n");
        standIn("aws", "case $1 in lambda) echo " + quota + " ;; *) echo CREATE_COMPLETE ;; esac");
        assertEquals(ended, deploy());
        assertEquals(1 - ended, calls("npx").size());
    }

    @Test
    void the_prefix_and_the_profile_reach_both_command_lines() throws Exception {
        Files.writeString(settings, "code = function.zip\nprefix = shop-\n");
        standIn("aws", "echo \"as $AWS_PROFILE\" >> \"$CALLS\"; echo CREATE_COMPLETE");
        assertEquals(0, deploy("deploy", "--profile", "books"));
        assertTrue(calls("aws").get(0).contains("--stack-name shop-stack"), calls("aws")::toString);
        assertEquals(List.of("as books"), calls("as"));
        assertTrue(calls("npx").get(0).endsWith("--all --profile books"), calls("npx")::toString);
    }

    private void assertTwoDeployments() throws IOException {
        List<String> made = calls("npx");
        assertEquals(2, made.size(), made::toString);
        assertTrue(made.get(0).contains("-c protection=off"), made.get(0));
        assertEquals(made.get(0).replace(" -c protection=off", ""), made.get(1));
    }

    private int deploy(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("bash", "deploy", settings.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder script = new ProcessBuilder(line).redirectErrorStream(true);
        script.redirectOutput(folder.resolve("told").toFile());
        script.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        script.environment().put("CALLS", calls.toString());
        return script.start().waitFor();
    }

    private void standIn(String name, String does) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho \"" + name + " $*\" >> \"$CALLS\"\n" + does + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private List<String> calls(String name) throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
    }
}
