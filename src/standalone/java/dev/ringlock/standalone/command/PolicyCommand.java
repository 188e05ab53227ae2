package dev.ringlock.standalone.command;

import picocli.CommandLine.Command;

/** The commands about the policy file. */
@Command(
        name = "policy",
        description = "Commands about the policy file.",
        footer = {"", "Example:", "  java -jar ringlock.jar policy check policy.yaml"})
final class PolicyCommand {}
