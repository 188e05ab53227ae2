package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.Finding;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether what is stored is whole. */
@Command(
        name = "check",
        description = {
            "Looks whether what is stored is whole, with the checks of a restore.",
            "It looks at the file, at the chain of each contact's history up to its newest entry, whether each opt-out, erasure"
                    + " and end of the ledger counts, whether each consent has its compartment, and whether a sample of the"
                    + " numbers opens. It changes nothing, and shows no number.",
            "It works while the server runs, and takes minutes where there are many contacts. The command doctor looks at the"
                    + " installation around it."
        },
        exitCodeListHeading = "Exit codes: ",
        exitCodeList = {"0:all is whole", "1:something is not, or could not be looked at"},
        footer = {"", "Example:", "  java -jar ringlock.jar check"})
final class CheckCommand implements Callable<Integer> {

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;
    private boolean whole;

    CheckCommand(DataAccess data) {
        this.command = new DataCommand(data);
    }

    @Override
    public Integer call() {
        int code = command.runExisting(spec, json, this::checked);
        return whole ? code : CommandLine.ExitCode.SOFTWARE;
    }

    private Outcome checked(CommandData data) {
        PrintWriter err = spec.commandLine().getErr();
        List<Finding> findings = data.integrity(command.data().policy()).findings(soFar -> {
            err.println(soFar);
            err.flush();
        });
        whole = FindingText.isGood(findings);
        ObjectNode document = FindingText.document(findings).put("whole", whole);
        return new Outcome(document, findings.stream().map(FindingText::line).toList());
    }
}
