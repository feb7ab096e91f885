package dev.tokenbudget.junit;

import dev.tokenbudget.run.ActiveRuns;
import dev.tokenbudget.run.LooseCall;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.RunInProgress;
import dev.tokenbudget.run.RunLog;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * What all runs of a JVM share: settings, run log, gateway, run numbers. Each part comes into being when the first test
 * needs it, so that a session without runs leaves no trace.
 *
 * <p>Sessions nest where a test starts a launcher of its own: the latest opened one counts.
 */
final class Session {

    private static final Deque<Session> OPEN = new ArrayDeque<>();

    private final boolean startedByMaven;
    private final TaskRegister tasks = new TaskRegister();
    private final List<Run> runs = new ArrayList<>();
    private final List<LooseCall> looseCalls = new ArrayList<>();
    private Settings.Source junit = new Settings.Source("JUnit configuration parameter", Map.of());
    private Optional<SessionSettings> settings = Optional.empty();
    private Optional<RunLog> log = Optional.empty();

    private Session(boolean startedByMaven) {
        this.startedByMaven = startedByMaven;
    }

    static Session open(boolean startedByMaven) {
        synchronized (OPEN) {
            Session session = new Session(startedByMaven);
            OPEN.push(session);
            ActiveRuns.sendLooseCallsTo(session::add);
            return session;
        }
    }

    /** Return the session that counts; one without a listener, as an engine alone has none, is never summed up. */
    static Session current() {
        synchronized (OPEN) {
            return OPEN.isEmpty() ? open(false) : OPEN.element();
        }
    }

    static void closeLatest() {
        Session session;
        synchronized (OPEN) {
            session = OPEN.pop();
            ActiveRuns.sendLooseCallsTo(OPEN.isEmpty() ? call -> {} : OPEN.element()::add);
        }
        session.close();
    }

    synchronized void configure(ConfigurationParameters parameters) {
        Map<String, String> values = new TreeMap<>();
        parameters.keySet().stream()
                .filter(key -> key.startsWith(Setting.PREFIX))
                .forEach(key -> parameters.get(key).ifPresent(value -> values.put(key, value)));
        junit = new Settings.Source(junit.name(), values);
    }

    /**
     * Return the settings that hold for the whole session.
     *
     * @throws ExtensionConfigurationException if they cannot be used
     */
    synchronized SessionSettings settings() {
        if (settings.isEmpty()) {
            try {
                settings = Optional.of(SessionSettings.resolve(junit, startedByMaven));
            } catch (RuntimeException e) {
                throw new ExtensionConfigurationException("TokenBudget cannot measure: " + e.getMessage(), e);
            }
        }
        return settings.get();
    }

    /** Start the next run of a task. */
    RunInProgress start(TaskNaming naming) {
        settings();
        return new RunInProgress(naming.task(), tasks.nextRun(naming), Instant.now(), this::add);
    }

    /** Keep a run that has ended, in the run log first. */
    synchronized void add(Run run) {
        log().append(run);
        runs.add(run);
    }

    private synchronized void add(LooseCall call) {
        log().append(call);
        looseCalls.add(call);
    }

    private RunLog log() {
        if (log.isEmpty()) {
            log = Optional.of(RunLog.in(settings().runLogs(), settings().build()));
        }
        return log.get();
    }

    private synchronized void close() {
        if (log.isPresent()) {
            new SessionSummary(settings(), log.get().file(), runs, looseCalls)
                    .lines()
                    .forEach(System.out::println);
        }
    }
}
