package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.file.Uninterrupted;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.recording.SessionBudgets;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.settings.Calls;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.usage.ModelCall;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * What all runs of a JVM share: settings, run log, gateway, run numbers. Each part comes into being when the first test
 * needs it, so that a session without runs leaves no trace.
 */
final class TestSession {

    private final boolean startedByMaven;
    private final Optional<SessionBridge> launcher;
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();
    private final TaskRegister tasks = new TaskRegister();
    private final Captures captures = new Captures();
    private final GatewayDoor gateway = new GatewayDoor(
            () -> settings().upstreams(), () -> settings().traffic(), () -> calls().answers(), captures::environment);
    private final RecordedTasks recorded = new RecordedTasks(() -> settings().recordings());
    private final Staging staging =
            new Staging(this::settings, () -> leftOutBecause().isEmpty());
    private final List<Run> runs = new ArrayList<>();
    private final List<LooseCall> looseCalls = new ArrayList<>();
    private final List<SkippedTask> skipped = new ArrayList<>();
    private final List<PlannedTask> planned = new ArrayList<>();
    private int plansUnderWay;
    private Settings.Source junit = new Settings.Source("JUnit configuration parameter", Map.of());
    private Optional<SessionSettings> settings = Optional.empty();
    private Optional<SessionCalls> calls = Optional.empty();
    private SessionBudgets budgets = SessionBudgets.unlimited();
    private Optional<RunLog> log = Optional.empty();
    private Optional<WatchedSession> watched = Optional.empty();

    /**
     * Create a session.
     *
     * @param launcher the session of the launcher that this is a part of, where there is one
     */
    TestSession(boolean startedByMaven, Optional<SessionBridge> launcher) {
        this.startedByMaven = startedByMaven;
        this.launcher = launcher;
    }

    /** Take the calls that belong to no run, and send clients to the gateway, from now on. */
    void takeOver() {
        RunRegistry.sendLooseCallsTo(this::add);
        RunRegistry.routeCallsBy(this::route);
        RunRegistry.limitLooseCallsBy(budgets);
    }

    /** Take JUnit's own configuration, and switch on what captures calls, before the first test. */
    void begin(ConfigurationParameters parameters) {
        Map<String, String> values = new TreeMap<>();
        parameters.keySet().stream()
                .filter(key -> key.startsWith(Setting.PREFIX))
                .forEach(key -> parameters.get(key).ifPresent(value -> values.put(key, value)));
        configure(values);
    }

    synchronized void configure(Map<String, String> parameters) {
        junit = new Settings.Source(junit.name(), parameters);
        captures.begin();
    }

    /** Return how a copy of these classes in another class loader takes part in this session. */
    synchronized SessionBridge bridge() {
        return new SessionBridge(
                startedByMaven,
                () -> junit.values(),
                () -> log().file(),
                line -> {
                    begin();
                    log().lines().accept(line);
                },
                closing::add);
    }

    /**
     * Return the settings that hold for the whole session.
     *
     * @throws ExtensionConfigurationException if they cannot be used
     */
    synchronized SessionSettings settings() {
        if (settings.isEmpty()) {
            try {
                SessionSettings resolved = SessionSettings.resolve(junit, startedByMaven);
                budgets = resolved.budgets();
                looseCalls.forEach(budgets::add);
                RunRegistry.limitLooseCallsBy(budgets);
                settings = Optional.of(resolved);
            } catch (RuntimeException e) {
                throw new ExtensionConfigurationException("TokenBudget cannot measure: " + e.getMessage(), e);
            }
        }
        return settings.get();
    }

    /** Return how this session gets the answers to its calls. */
    synchronized SessionCalls calls() {
        if (calls.isEmpty()) {
            calls = Optional.of(
                    switch (settings().settings().calls()) {
                        case LIVE -> new LiveCalls();
                        case RECORD -> new RecordingCalls(settings().newRecordings());
                        case REPLAY -> new ReplayedCalls(recorded, settings());
                    });
        }
        return calls.get();
    }

    /** Tell {@code watched} from now on how the session gets on, and leave out what its limits leave no room for. */
    synchronized void watchBy(WatchedSession newWatched) {
        watched = Optional.of(newWatched);
    }

    /** Return the listener to the session's progress, if there is one. */
    synchronized Optional<WatchedSession> watched() {
        return watched;
    }

    /** Return why no further run may start, where a limit was reached in a session that is watched, in which that is no failure. */
    synchronized Optional<String> leftOutBecause() {
        Optional<String> because = watched.isPresent() ? budgets.agent().usedUp() : Optional.empty();
        because.ifPresent(words -> watched.orElseThrow().limitReached(words));
        return because;
    }

    /** Whether {@code stop} is no failure of its test, as a limit that all runs share is none in a session that is watched. */
    synchronized boolean leavesOut(Stop stop) {
        if (stop.scope() != Stop.Scope.SESSION || watched.isEmpty()) {
            return false;
        }
        watched.get().limitReached(stop.limitInWords());
        return true;
    }

    /** Keep that a test plan is about to be executed. */
    synchronized void planBegins() {
        plansUnderWay++;
    }

    /** Take up what a test plan is about to run; nothing is written of a plan without a run. */
    synchronized void plan(List<PlannedTask> tasks) {
        planned.addAll(tasks);
    }

    /** Keep that a test plan was executed to its end. */
    synchronized void planIsDone() {
        plansUnderWay--;
    }

    /** Start the next run of a task, whose agent and judge may use so much; the run log says that it is planned. */
    RunInProgress start(TaskNaming naming, Budget limits, Budget judgeLimits) {
        Duration grace = settings().grace();
        int number = tasks.nextRun(naming);
        begin();
        return new RunInProgress(
                naming.task(),
                number,
                Instant.now(),
                new RunBudget(
                        ModelCall.Role.AGENT,
                        limits,
                        budgets.agent(),
                        settings()::prices,
                        () -> staging.longestAnswer(naming.task())),
                new RunBudget(ModelCall.Role.JUDGE, judgeLimits, budgets.judge(), settings()::prices),
                grace,
                this::add);
    }

    GatewayDoor gateway() {
        return gateway;
    }

    /** Return how many runs {@code task} makes where that is not for statistics to decide: as many as were recorded. */
    Optional<Integer> runsToReplay(TaskId task) {
        return settings().settings().calls() == Calls.REPLAY
                ? Optional.of(Math.max(1, recorded.runsOf(task)))
                : Optional.empty();
    }

    Staging staging() {
        return staging;
    }

    /** Keep that a planned task is not run. */
    synchronized void skip(SkippedTask task) {
        begin();
        log().append(task);
        skipped.add(task);
    }

    /** Keep a run that has ended, in the run log first. */
    synchronized void add(Run run) {
        log().append(run);
        runs.add(run);
        watched.ifPresent(session -> session.ended(run));
    }

    /** Keep a call that no run was charged with; before the first run it is not yet known whether anybody measures. */
    private synchronized void add(LooseCall call) {
        if (!tasks.isEmpty()) {
            log().append(call);
        }
        looseCalls.add(call);
        budgets.add(call);
    }

    private synchronized RunLog log() {
        if (log.isEmpty()) {
            RunLog opened = launcher.map(SessionBridge::log)
                    .orElseGet(() -> RunLog.in(settings().runLogs(), settings().build()));
            looseCalls.forEach(opened::append);
            log = Optional.of(opened);
        }
        return log.get();
    }

    private synchronized void begin() {
        if (!planned.isEmpty()) {
            log().append(planned);
            planned.clear();
        }
    }

    void close() {
        try (Uninterrupted ending = new Uninterrupted()) {
            closeAll();
        }
    }

    private void closeAll() {
        closing.forEach(Runnable::run);
        // without the lock: the calls that this breaks off are still to be added
        gateway.close();
        captures.end();
        end();
        summary().stream().map(ForeignText::line).forEach(System.out::println);
    }

    /** Without its end the log is incomplete, which check says; the tests have ended nevertheless. */
    private synchronized void end() {
        calls.ifPresent(SessionCalls::finish);
        if (plansUnderWay > 0 && log.isPresent()) {
            System.out.println(
                    "TokenBudget: JUnit broke off the tests, so tokenbudget:check fails: not all runs are there.");
            return;
        }
        try {
            log.ifPresent(RunLog::end);
        } catch (UncheckedIOException e) {
            System.out.println(ForeignText.line("TokenBudget: " + e.getMessage()));
        }
    }

    /** Send a client that a framework built to the gateway; a session without runs leaves it alone. */
    private Optional<URI> route(Optional<RunInProgress> run, ModelCall.Role role, URI target) {
        return tasks.isEmpty() ? Optional.empty() : gateway.route(run, role, target);
    }

    private synchronized List<String> summary() {
        return log.isEmpty() || runs.isEmpty() && looseCalls.isEmpty()
                ? List.of()
                : new SessionSummary(settings(), log.get().file(), runs, looseCalls, skipped, calls().remarks())
                        .lines();
    }
}
