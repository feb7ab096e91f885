package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.Commit;
import dev.tokenbudget.internal.build.ReplayedRecordings;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.recording.SessionBudgets;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.settings.TestExecution;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What holds for all runs of a session.
 *
 * @param base what relative folders are relative to: the Maven module, else the working directory
 * @param settings the settings that hold
 * @param build the build that the runs belong to
 * @param testFilter the option that made the build run only some tests, where there is one
 * @param executions what runs the tests of the module, where that is known
 * @param prices what calls cost
 */
record SessionSettings(
        Path base,
        Settings settings,
        BuildId build,
        Optional<String> testFilter,
        List<TestExecution> executions,
        PriceList prices) {

    /** The build of runs that no Maven build started: they are never mixed into a build's measurement. */
    static final BuildId LOCAL = BuildId.given("local", Optional.empty());

    /**
     * Merge system properties, {@code settings.json} and JUnit's configuration parameters.
     *
     * @param junit JUnit's configuration parameters
     * @param startedByMaven whether the tests belong to the build that wrote {@code settings.json}
     * @throws RuntimeException if a setting, {@code settings.json} or the price list cannot be used; the message names it
     */
    static SessionSettings resolve(Settings.Source junit, boolean startedByMaven) {
        Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Settings.Source system = Settings.Source.systemProperties();
        Optional<BuildSettings> ofBuild =
                new BuildFolder(base.resolve(Settings.of(system, junit).text(Setting.DIRECTORY))).settings();
        Settings.Source pom =
                ofBuild.map(BuildSettings::asSource).orElseGet(() -> new Settings.Source("POM", Map.of()));
        Settings settings = Settings.of(system, pom, junit);
        return new SessionSettings(
                base,
                settings,
                build(settings.text(Setting.BUILD), ofBuild, startedByMaven),
                ofBuild.flatMap(BuildSettings::testFilter),
                ofBuild.map(BuildSettings::executions).orElse(List.of()),
                settings.prices(base));
    }

    Path runLogs() {
        return new BuildFolder(base.resolve(settings.text(Setting.DIRECTORY))).runs();
    }

    BaselineFolder baselines() {
        return new BaselineFolder(base.resolve(settings.text(Setting.BASELINE_DIRECTORY)));
    }

    /** Return where what replayed runs asked is kept for reports. */
    RecordingFolder replays() {
        return new RecordingFolder(new BuildFolder(base.resolve(settings.text(Setting.DIRECTORY))).replays());
    }

    /** Return what the module's recordings and baselines tell of how providers count text; what cannot be read tells nothing. */
    Slopes slopes() {
        try {
            return Slopes.learntFrom(recordings().readAll(), baselines().read().slopes());
        } catch (MalformedFileException e) {
            // the runs or the gate that need the file say what is wrong with it
            return Slopes.TABLE;
        }
    }

    /** Return the recordings that answered runs of {@code measurement}. */
    Recordings recordingsOf(Measurement measurement) {
        return ReplayedRecordings.of(measurement, base.resolve(settings.text(Setting.BASELINE_DIRECTORY)), base);
    }

    RecordingFolder recordings() {
        return RecordingFolder.beside(base.resolve(settings.text(Setting.BASELINE_DIRECTORY)));
    }

    /** Return the recordings that the session makes. */
    RecordingsOfSession newRecordings() {
        Path shown = Path.of(settings.text(Setting.BASELINE_DIRECTORY));
        return new RecordingsOfSession(
                recordings(),
                RecordingFolder.beside(shown).folder(),
                build.commit().or(() -> Commit.of(base, System.getenv())),
                Integer.parseInt(settings.text(Setting.RECORDED_RUNS)),
                redaction());
    }

    /** Return what takes secrets out of recordings. */
    Redaction redaction() {
        return Redaction.ofThisProcess(settings.redacted());
    }

    Upstreams upstreams() {
        Upstreams upstreams = Upstreams.publicDefaults();
        for (Map.Entry<String, URI> upstream : settings.upstreams().entrySet()) {
            upstreams = upstreams.with(upstream.getKey(), upstream.getValue().toString());
        }
        return upstreams;
    }

    /** Return which requests are not measured because a setting says so. */
    Traffic traffic() {
        return Traffic.without(settings.text(Setting.FREE_PATHS), settings.text(Setting.IGNORED_PATHS));
    }

    Duration grace() {
        return Duration.ofSeconds(Long.parseLong(settings.text(Setting.GRACE_SECONDS)));
    }

    /** Return what all runs of the session may use together. */
    SessionBudgets budgets() {
        return new SessionBudgets(
                budget(
                        ModelCall.Role.AGENT,
                        Map.of(Metric.TOTAL, Setting.MAX_TOTAL, Metric.COST_USD, Setting.MAX_COST_USD)),
                budget(ModelCall.Role.JUDGE, Map.of(Metric.COST_USD, Setting.MAX_JUDGE_COST_USD)));
    }

    private SessionBudget budget(ModelCall.Role role, Map<Metric, Setting> limitedBy) {
        Map<Metric, BigDecimal> limits = new TreeMap<>();
        limitedBy.forEach((metric, setting) -> limits.put(metric, new BigDecimal(settings.text(setting))));
        limits.values().removeIf(limit -> limit.signum() == 0);
        return new SessionBudget(role, new Budget(limits), () -> prices);
    }

    /** Return what tells the tasks of {@code testClass} from those that another execution makes of it; nothing where none does. */
    Optional<String> executionLabel(Class<?> testClass) {
        Class<?> topLevel = testClass;
        while (topLevel.getEnclosingClass() != null) {
            topLevel = topLevel.getEnclosingClass();
        }
        return TestExecution.label(executions, settings.text(Setting.EXECUTION), topLevel.getName());
    }

    Policy policy() {
        return Policy.of(settings, testFilter);
    }

    boolean isLocal() {
        return build.equals(LOCAL);
    }

    private static BuildId build(String given, Optional<BuildSettings> ofBuild, boolean startedByMaven) {
        Optional<BuildId> known = ofBuild.map(BuildSettings::build);
        if (!given.isEmpty()) {
            return known.filter(build -> build.id().equals(given))
                    .orElseGet(() -> BuildId.given(given, known.flatMap(BuildId::commit)));
        }
        return startedByMaven ? known.orElse(LOCAL) : LOCAL;
    }
}
