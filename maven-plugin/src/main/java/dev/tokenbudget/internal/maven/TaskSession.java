package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.progress.PlainDisplay;
import dev.tokenbudget.internal.progress.Progress;
import dev.tokenbudget.internal.progress.ProgressDisplay;
import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressTail;
import dev.tokenbudget.internal.progress.TerminalDisplay;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Runs a module's tasks in a separate JVM, and shows their progress.
 *
 * @param mojo the goal that runs them
 * @param toolchains where the build's JDK comes from
 * @param folder where a build has begun
 */
record TaskSession(TokenBudgetMojo mojo, ToolchainManager toolchains, BuildFolder folder) {

    private static final Pattern ARGUMENT = Pattern.compile("(?:[^\\s\"']+|\"[^\"]*\"|'[^']*')+");
    private static final int SIGNALS = 128;
    private static final Pattern QUOTE = Pattern.compile("[\"']");

    /** Return the file that gets what the tests print. */
    Path output() {
        return folder.folder().resolve("run.log");
    }

    /** Run the tasks of the compiled {@code tests} that {@code settings} ask for, and return what came of it. */
    Progress run(Settings settings, Path tests, List<String> classPath) throws MojoExecutionException {
        Path told = folder.folder().resolve("progress.jsonl");
        try {
            Files.deleteIfExists(told);
            Process jvm = new TaskJvm(java(), options(settings), properties(), classPath)
                    .start(
                            mojo.project().getBasedir().toPath(),
                            output(),
                            List.of(tests.toString(), told.toString(), settings.text(Setting.TASK)));
            Progress progress = new Watch(jvm, new ProgressTail(told), display()).await(this::tellWhatIsKept);
            if (jvm.exitValue() != 0 && progress.failures().isEmpty()) {
                progress.accept(new ProgressEvent.Failed("The JVM of the tasks", death(jvm.exitValue())));
            }
            return progress;
        } catch (IOException e) {
            throw new MojoExecutionException("The tasks cannot be run: " + e.getMessage() + ".", e);
        }
    }

    /** A JVM that a signal killed has the signal's number behind 128 as its exit code. */
    private static String death(int exitCode) {
        return exitCode > SIGNALS && exitCode < 2 * SIGNALS
                ? "it was killed by signal " + (exitCode - SIGNALS) + " (exit code " + exitCode + ")."
                : "it ended early, with exit code " + exitCode + ".";
    }

    private void tellWhatIsKept(Progress progress) {
        int runs = progress.ended().size();
        mojo.getLog()
                .warn("Interrupted. " + (runs == 0 ? "No run had" : runs == 1 ? "1 run has" : runs + " runs have")
                        + " finished"
                        + (runs == 0
                                ? "."
                                : " and " + (runs == 1 ? "is" : "are") + " kept in " + mojo.shown(folder.runs())
                                        + "."));
        if (runs > 0) {
            mojo.getLog()
                    .warn("See what was measured: mvn tokenbudget:report. Add more runs:"
                            + " mvn tokenbudget:run -Dtokenbudget.append");
        }
    }

    private ProgressDisplay display() {
        return Terminal.isThere(mojo.session().getRequest().isInteractiveMode())
                ? new TerminalDisplay(System.out, Terminal::columns, System::nanoTime)
                : new PlainDisplay(mojo.getLog()::info);
    }

    private String java() {
        return Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", mojo.session()))
                .map(jdk -> jdk.findTool("java"))
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** Return what Surefire would start a JVM with, too: assertions are on. */
    private List<String> options(Settings settings) {
        String own = settings.text(Setting.JVM_ARGUMENTS);
        String ofSurefire = mojo.session()
                .getUserProperties()
                .getProperty("argLine", mojo.project().getProperties().getProperty("argLine", ""));
        return Stream.concat(Stream.of("-ea"), arguments(own.isEmpty() ? ofSurefire : own))
                .toList();
    }

    /** Split a command line at its spaces; what stands in quotes stays together. */
    private static Stream<String> arguments(String line) {
        return ARGUMENT.matcher(line)
                .results()
                .map(argument -> QUOTE.matcher(argument.group()).replaceAll(""));
    }

    private Map<String, String> properties() {
        Map<String, String> properties =
                new TreeMap<>(Settings.Source.of("command line", mojo.session().getUserProperties())
                        .values());
        properties.put("basedir", mojo.project().getBasedir().getPath());
        folder.settings()
                .ifPresent(build ->
                        properties.put(Setting.BUILD.key(), build.build().id()));
        return properties;
    }
}
