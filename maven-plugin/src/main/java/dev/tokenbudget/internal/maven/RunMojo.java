package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.progress.Progress;
import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.AcceptCommand;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs only the benchmark tasks, in a separate JVM, and shows their progress: {@code mvn tokenbudget:run
 * -Dtokenbudget.task=Review* -Dtokenbudget.runs=30}.
 *
 * <p>Every finished run is kept when the session is interrupted by Ctrl-C, or stops because {@code
 * tokenbudget.maxTotal} or {@code tokenbudget.maxCostUsd} is reached. The goal judges nothing, so drift does not fail
 * it: {@code check} and {@code accept} take the runs afterwards. It fails where a test fails, as tests do everywhere; a
 * limit that was reached was set on purpose, and is a warning.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
@Execute(phase = LifecyclePhase.TEST_COMPILE)
public final class RunMojo extends ReportingMojo {

    /** Arguments of the test JVM, such as {@code -Xmx2g}; where there are none, Surefire's {@code argLine}. */
    @Parameter(property = "tokenbudget.jvmArguments")
    private @Nullable String jvmArguments;

    /** Only tasks whose name matches, with {@code *} and {@code ?}, several with commas between them: a method, {@code ReviewBenchmark.*}, or a full name. */
    @Parameter(property = "tokenbudget.task", defaultValue = "*")
    private @Nullable String task;

    /** Runs before the first look, instead of what {@code @BenchmarkTask} says. */
    @Parameter(property = "tokenbudget.runs")
    private @Nullable String runs;

    /** The most runs of a task, instead of what {@code @BenchmarkTask} says. */
    @Parameter(property = "tokenbudget.maxRuns")
    private @Nullable String maxRuns;

    /** Whether to keep the runs measured so far and add this build's to them: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.append", defaultValue = "false")
    private @Nullable String append;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private PluginDescriptor plugin;

    @Component
    @SuppressWarnings("NullAway.Init")
    private RepositorySystem repositories;

    @Component
    @SuppressWarnings("NullAway.Init")
    private ToolchainManager toolchains;

    private Progress progress = new Progress();
    private Path output = Path.of("");

    @Override
    void configure(Map<String, String> configured) {
        super.configure(configured);
        put(configured, Setting.JVM_ARGUMENTS, jvmArguments);
        put(configured, Setting.TASK, task);
        put(configured, Setting.RUNS, runs);
        put(configured, Setting.MAX_RUNS, maxRuns);
        put(configured, Setting.APPEND, append);
    }

    @Override
    boolean measure(Settings settings) throws MojoExecutionException {
        TestClassPath classPath =
                new TestClassPath(project(), repositories, session().getRepositorySession());
        Path tests = Path.of(project().getBuild().getTestOutputDirectory());
        if (!classPath.holdsTokenBudget() || Files.notExists(tests)) {
            return passOver("There is nothing to run: no module has tests with tokenbudget-junit on their class path.");
        }
        new BuildBegin(this, plugin).begin(settings, filter(settings), List.of());
        BuildFolder folder = buildFolder(settings);
        TaskSession tasks = new TaskSession(this, toolchains, folder);
        progress = tasks.run(settings, tests, classPath.entries());
        output = tasks.output();
        if (progress.ended().isEmpty() && !progress.failures().isEmpty()) {
            throw new MojoExecutionException(failures());
        }
        ProgressEvent.Planned plan = progress.plan().orElseThrow(() -> new MojoExecutionException(failures()));
        if (plan.tasks().isEmpty()) {
            return passOver(
                    plan.leftOut().isEmpty()
                            ? "There is nothing to run: no test is annotated with @TokenBudget or @BenchmarkTask."
                            : "No task matches '" + settings.text(Setting.TASK) + "'. The tasks are "
                                    + String.join(", ", plan.leftOut()) + ".");
        }
        ReactorTally.of(session()).done();
        return true;
    }

    @Override
    void decide(Comparison comparison, Path report) throws MojoFailureException {
        Findings.failures(comparison).forEach(getLog()::warn);
        progress.limitReached()
                .ifPresent(limit -> getLog().warn("No further run was started, because " + limit
                        + ". What was measured until then counts; a run with -Dtokenbudget.append adds to it."));
        getLog().info("Judge these runs: mvn tokenbudget:check. Make them the baseline of tasks that are new or moved: "
                + AcceptCommand.WHERE_ASKED + "; add them to every task's: "
                + AcceptCommand.ADDING);
        if (!progress.failures().isEmpty()) {
            throw new MojoFailureException(failures());
        }
        if (!comparison.incomplete().isEmpty()) {
            throw new MojoFailureException(comparison.incomplete().stream()
                    .map(IncompleteSession::sentence)
                    .collect(Collectors.joining("\n", "", "\nWhat the tests printed: " + shown(output))));
        }
    }

    private String failures() {
        return progress.failures().stream()
                .flatMap(failed -> (failed.test() + ": " + failed.because()).lines())
                .map(ForeignText::line)
                .collect(Collectors.joining("\n", "Tests failed.\n", "\nWhat they printed: " + shown(output)));
    }

    /** Nothing to do in one module is no error, in all modules it is one. */
    private boolean passOver(String reason) throws MojoExecutionException {
        ReactorTally tally = ReactorTally.of(session());
        tally.passedOver();
        if (tally.nothingWasDone()) {
            throw new MojoExecutionException(reason);
        }
        getLog().debug(reason);
        return false;
    }

    /** A task that was not selected is not missing. */
    private static Optional<String> filter(Settings settings) {
        return Optional.of(settings.text(Setting.TASK))
                .filter(glob -> !glob.equals(Setting.TASK.defaultValue()))
                .map(glob -> "-D" + Setting.TASK.key() + "=" + glob);
    }
}
