package dev.tokenbudget.internal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tokenbudget}. */
@Command(
        name = "tokenbudget",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Counts and limits what LLM agents spend, outside of tests.",
        subcommands = GatewayCommand.class)
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    /** Run the command, and exit with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** An expected failure is a sentence, and no stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do, such as: tokenbudget gateway --help");
        }
    }
}
