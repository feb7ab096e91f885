package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.history.store.HistoryUrl;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * What every goal has in common: its settings, {@code skip}, and sentences instead of stack traces.
 *
 * <p>All parameters are strings, so that the core checks them and says what is allowed: Maven would read
 * {@code <failOnNew>yes</failOnNew>} as false.
 */
abstract class TokenBudgetMojo extends AbstractMojo {

    /** How far a task's mean may move against its baseline: {@code +15%}, {@code -10%..+15%}, {@code +500} (tokens), or
     * {@code +15%,+200} (both must be crossed). The command line wins over the POM. */
    @Parameter(property = "tokenbudget.tolerance", defaultValue = "+15%")
    private @Nullable String tolerance;

    /** How noise is dealt with: {@code default}, {@code strict} (a drift beyond the tolerance must be proved), {@code exact} (means
     * are compared as they are), {@code report} (never fails). By default a drift fails if it is larger than the tolerance and
     * noise does not explain it; {@code exact} is for replayed or otherwise deterministic agents. */
    @Parameter(property = "tokenbudget.mode", defaultValue = "default")
    private @Nullable String mode;

    /** The accepted share of false alarms, between 0 and 1. */
    @Parameter(property = "tokenbudget.alpha", defaultValue = "0.05")
    private @Nullable String alpha;

    /** Whether a drift that noise may explain fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnInconclusive", defaultValue = "false")
    private @Nullable String failOnInconclusive;

    /** How far all tasks together may move; {@code none} leaves it unjudged. */
    @Parameter(property = "tokenbudget.suiteTolerance", defaultValue = "+7.5%")
    private @Nullable String suiteTolerance;

    /** Days after which a warning says that a baseline is old. */
    @Parameter(property = "tokenbudget.baselineMaxAge", defaultValue = "90")
    private @Nullable String baselineMaxAge;

    /** How many runs a baseline is to hold: a task without one makes up to that many (never more than its maxRuns), and one
     * sentence tells which baselines hold too few; 0 asks for none. */
    @Parameter(property = "tokenbudget.minBaselineRuns", defaultValue = "20")
    private @Nullable String minBaselineRuns;

    /** Where the baselines are, in the repository, relative to the module. */
    @Parameter(property = "tokenbudget.baselineDirectory", defaultValue = "src/test/tokenbudget")
    private @Nullable String baselineDirectory;

    /** Whether a task without a baseline fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnNew", defaultValue = "false")
    private @Nullable String failOnNew;

    /** Whether a task of the baseline that did not run fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnMissing", defaultValue = "true")
    private @Nullable String failOnMissing;

    /** Whether a task that a condition or an assumption of its test left out fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnSkipped", defaultValue = "false")
    private @Nullable String failOnSkipped;

    /** Seconds that a run's end waits for calls under way. */
    @Parameter(property = "tokenbudget.graceSeconds", defaultValue = "5")
    private @Nullable String graceSeconds;

    /** Requests that use no tokens beside those that are known to be free, by the end of their path, separated by commas:
     * {@code /my-index/*}, {@code POST /feedback} (docs/protocols.md). */
    @Parameter(property = "tokenbudget.freePaths")
    private @Nullable String freePaths;

    /** Requests that do not count because they are billed in other units than tokens, in the same form:
     * {@code /audio/speech}, {@code /images/*}. */
    @Parameter(property = "tokenbudget.ignoredPaths")
    private @Nullable String ignoredPaths;

    /** The most tokens of all runs of one test JVM together: once reached, no further call is sent; 0 sets no limit. */
    @Parameter(property = "tokenbudget.maxTotal", defaultValue = "0")
    private @Nullable String maxTotal;

    /** The most US dollars that all runs of one test JVM may cost together: once reached, no further call is sent; 0 sets no limit.
     * An amount is written as {@code 2.50}. */
    @Parameter(property = "tokenbudget.maxCostUsd", defaultValue = "0")
    private @Nullable String maxCostUsd;

    /**
     * The most US dollars that the judges of all runs of one test JVM may cost together: once reached, no further call of a
     * judge is sent; 0 sets no limit. An amount is written as {@code 0.50}.
     */
    @Parameter(property = "tokenbudget.maxJudgeCostUsd", defaultValue = "0")
    private @Nullable String maxJudgeCostUsd;

    /** Where answers come from: {@code live} (the provider), {@code record} (the provider, and what was said is kept beside the
     * baselines), {@code replay} (what was recorded; no connection is opened). */
    @Parameter(property = "tokenbudget.calls", defaultValue = "live")
    private @Nullable String calls;

    /** Record: how many successful runs of each task are kept. */
    @Parameter(property = "tokenbudget.recordedRuns", defaultValue = "3")
    private @Nullable String recordedRuns;

    /** Record: regular expressions of what is secret beside known forms of keys, separated by line breaks or two commas; what they
     * find is replaced in recordings. */
    @Parameter(property = "tokenbudget.redact")
    private @Nullable String redact;

    /** Replay: how changed prompts are counted: {@code estimate} (by their text), {@code provider} (by the provider's free endpoint for
     * that, with the agent's own key). */
    @Parameter(property = "tokenbudget.count", defaultValue = "estimate")
    private @Nullable String count;

    /** Whether a replayed task of which only a live run can tell what it uses fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnNeedsLive", defaultValue = "true")
    private @Nullable String failOnNeedsLive;

    /** Whether waste that is new since a task's baseline fails the build: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.failOnNewWaste", defaultValue = "false")
    private @Nullable String failOnNewWaste;

    /** Days after which a warning says that a recording is old. */
    @Parameter(property = "tokenbudget.recordingMaxAge", defaultValue = "30")
    private @Nullable String recordingMaxAge;

    /** Whether report.html and report.md show the lines of prompts that changed in a replay: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.showText", defaultValue = "true")
    private @Nullable String showText;

    /** A price list of your own, relative to the module, that extends or replaces the bundled one (docs/prices.md). */
    @Parameter(property = "tokenbudget.prices")
    private @Nullable String prices;

    /** By how much smaller a share of a variant's runs may succeed that still counts as no worse, between 0 and 1 (docs/variants.md). */
    @Parameter(property = "tokenbudget.passRateMargin", defaultValue = "0.1")
    private @Nullable String passRateMargin;

    /** How often each task runs in a month where it is used: reports then say what a month costs. A number is written as
     * {@code 10000}. */
    @Parameter(property = "tokenbudget.runsPerMonth")
    private @Nullable String runsPerMonth;

    /** Providers that agents may be sent to, beside the known ones or in their place: {@code
     * <upstreams><local>http://localhost:8080/v1</local></upstreams>}. On the command line: {@code
     * -Dtokenbudget.upstream.local=…}. */
    @Parameter
    private @Nullable Map<String, String> upstreams;

    /** Rules for single tasks or figures; of two rules on the same figure of a task, the later holds:
     *
     * <pre>{@code
     * <rules>
     *   <rule>
     *     <task>Plan*</task>
     *     <metric>calls</metric>
     *     <statistic>mean</statistic>
     *     <tolerance>+20%</tolerance>
     *     <mode>strict</mode>
     *     <alpha>0.01</alpha>
     *   </rule>
     *   <rule>
     *     <metric>cacheHitRate</metric>
     *     <minimum>0.6</minimum>
     *   </rule>
     * </rules>
     * }</pre>
     *
     * A {@code minimum} or a {@code maximum} holds whatever the baseline is. What a rule leaves out is as it is for the whole
     * module: all tasks, the mean of {@code total}, its tolerance, mode and alpha. Statistics are {@code mean}, {@code p75}, {@code p90}, {@code p95} and {@code p99}. On the command line: {@code
     * -Dtokenbudget.rule.1.tolerance=…}. */
    @Parameter
    private @Nullable PlexusConfiguration rules;

    /** The database that check publishes every build to: a file relative to the root of the build ({@code
     * jdbc:sqlite:.tokenbudget/history.db}) or a server ({@code jdbc:postgresql://host/database}). It is best set on the
     * command line where it holds a password. */
    @Parameter(property = "tokenbudget.history")
    private @Nullable String history;

    /** Labels of all runs that are published: {@code team=payments,sprint=42}; those of a task go before them. In the POM:
     * {@code <labels><team>payments</team></labels>}. */
    @Parameter(property = "tokenbudget.labels")
    private @Nullable PlexusConfiguration labels;

    /** Where run logs and reports go, relative to the module. It is set on the command line or in {@code .mvn/maven.config}: in
     * the POM, tests would not find it. */
    @Parameter(property = "tokenbudget.directory", defaultValue = "target/tokenbudget")
    private @Nullable String directory;

    /** The id of the build that runs belong to; where none is given, {@code prepare} makes one, and tests under Maven find it.
     * Only builds that fork their tests without Surefire and Failsafe need it. */
    @Parameter(property = "tokenbudget.build")
    private @Nullable String build;

    /** Whether to skip every goal of the plugin: {@code true} or {@code false}. */
    @Parameter(property = "tokenbudget.skip", defaultValue = "false")
    private @Nullable String skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MojoExecution execution;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    /** Names of tests and models, and what providers say, come to the console through this alone. */
    @Override
    public final Log getLog() {
        return new SafeLog(super.getLog());
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            Settings settings = settings();
            if (settings.isOn(Setting.SKIP)) {
                getLog().info("Skipping TokenBudget (" + Setting.SKIP.key() + "=true).");
            } else if (project.getPackaging().equals("pom") && !hasWorkInParents()) {
                getLog().debug("TokenBudget has nothing to do in a module without tests.");
            } else {
                execute(settings);
            }
        } catch (InvalidSettingException | MalformedFileException e) {
            getLog().debug(e);
            // without its cause: Maven would add the parser's words behind the message, which tells all
            throw new MojoExecutionException(e.getMessage());
        }
    }

    /** Whether this has something to do in a module that only holds others together. */
    boolean hasWorkInParents() {
        return false;
    }

    /** Reach the goal. */
    abstract void execute(Settings settings) throws MojoExecutionException, MojoFailureException;

    final MavenSession session() {
        return session;
    }

    final MavenProject project() {
        return project;
    }

    /** Return the settings of this invocation, followed by those of {@code less} important sources. */
    final Settings settings(Settings.Source... less) {
        Settings.Source[] sources = new Settings.Source[4 + less.length];
        sources[0] = Settings.Source.of("command line", session.getUserProperties());
        sources[1] = Settings.Source.of("system property", session.getSystemProperties());
        sources[2] = new Settings.Source("POM, configuration of the plugin", configured());
        sources[3] = Settings.Source.of("POM, properties", project.getProperties());
        System.arraycopy(less, 0, sources, 4, less.length);
        return Settings.of(sources);
    }

    final BuildFolder buildFolder(Settings settings) {
        return new BuildFolder(inModule(settings.text(Setting.DIRECTORY)));
    }

    final BaselineFolder baselineFolder(Settings settings) {
        return new BaselineFolder(inModule(settings.text(Setting.BASELINE_DIRECTORY)));
    }

    /** Return the price list that {@code settings} name. */
    final PriceList prices(Settings settings) {
        return settings.prices(project.getBasedir().toPath());
    }

    /**
     * Return the URL of the history that {@code settings} name.
     *
     * @throws InvalidSettingException if they name none
     */
    final String history(Settings settings) {
        String history = settings.text(Setting.HISTORY);
        if (history.isEmpty()) {
            throw new InvalidSettingException(Setting.HISTORY.key() + " is not set: name the database that keeps the"
                    + " history, such as -D" + Setting.HISTORY.key() + "=jdbc:sqlite:.tokenbudget/history.db.");
        }
        return HistoryUrl.resolve(history, HistoryRoot.of(project).folder());
    }

    /** Return {@code file} as a reader who stands where Maven was started would write it. */
    final Path shown(Path file) {
        Path start = Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
        return file.startsWith(start) ? start.relativize(file) : file;
    }

    final Path inModule(String path) {
        return project.getBasedir().toPath().resolve(path);
    }

    private Map<String, String> configured() {
        Map<String, String> configured = new TreeMap<>();
        put(configured, Setting.TOLERANCE, tolerance);
        put(configured, Setting.MODE, mode);
        put(configured, Setting.ALPHA, alpha);
        put(configured, Setting.FAIL_ON_INCONCLUSIVE, failOnInconclusive);
        put(configured, Setting.SUITE_TOLERANCE, suiteTolerance);
        put(configured, Setting.BASELINE_MAX_AGE, baselineMaxAge);
        put(configured, Setting.MIN_BASELINE_RUNS, minBaselineRuns);
        put(configured, Setting.BASELINE_DIRECTORY, baselineDirectory);
        put(configured, Setting.FAIL_ON_NEW, failOnNew);
        put(configured, Setting.FAIL_ON_MISSING, failOnMissing);
        put(configured, Setting.FAIL_ON_SKIPPED, failOnSkipped);
        put(configured, Setting.GRACE_SECONDS, graceSeconds);
        put(configured, Setting.MAX_TOTAL, maxTotal);
        put(configured, Setting.MAX_COST_USD, maxCostUsd);
        put(configured, Setting.MAX_JUDGE_COST_USD, maxJudgeCostUsd);
        put(configured, Setting.FREE_PATHS, freePaths);
        put(configured, Setting.IGNORED_PATHS, ignoredPaths);
        put(configured, Setting.CALLS, calls);
        put(configured, Setting.RECORDED_RUNS, recordedRuns);
        put(configured, Setting.REDACT, redact);
        put(configured, Setting.COUNT, count);
        put(configured, Setting.FAIL_ON_NEEDS_LIVE, failOnNeedsLive);
        put(configured, Setting.FAIL_ON_NEW_WASTE, failOnNewWaste);
        put(configured, Setting.RECORDING_MAX_AGE, recordingMaxAge);
        put(configured, Setting.SHOW_TEXT, showText);
        put(configured, Setting.PRICES, prices);
        put(configured, Setting.PASS_RATE_MARGIN, passRateMargin);
        put(configured, Setting.RUNS_PER_MONTH, runsPerMonth);
        put(configured, Setting.HISTORY, history);
        put(configured, Setting.LABELS, labels);
        put(configured, Setting.DIRECTORY, directory);
        put(configured, Setting.BUILD, build);
        put(configured, Setting.SKIP, skip);
        if (upstreams != null) {
            upstreams.forEach((name, url) -> configured.put("tokenbudget.upstream." + name, url));
        }
        configure(configured);
        for (int i = 0; rules != null && i < rules.getChildCount(); i++) {
            for (PlexusConfiguration part : rules.getChild(i).getChildren()) {
                String value = part.getValue();
                configured.put(PomConfiguration.RULE + (i + 1) + "." + part.getName(), value == null ? "" : value);
            }
        }
        return configured;
    }

    /** Add the settings that only some goals have. */
    void configure(Map<String, String> configured) {}

    /** Add a parameter that the POM gives as a map, {@code <labels><team>payments</team></labels>}, or in one text. */
    final void put(Map<String, String> configured, Setting setting, @Nullable PlexusConfiguration map) {
        if (map != null) {
            put(
                    configured,
                    setting,
                    map.getChildCount() == 0
                            ? map.getValue("")
                            : Arrays.stream(map.getChildren())
                                    .map(entry -> entry.getName() + "=" + entry.getValue(""))
                                    .collect(Collectors.joining(",")));
        }
    }

    /**
     * Add a parameter that the POM configures. A default or a property, which Maven puts into the field as well, must not
     * stand before what other sources say.
     */
    final void put(Map<String, String> configured, Setting setting, @Nullable String value) {
        if (value != null && isConfigured(setting)) {
            configured.put(setting.key(), value);
        }
    }

    private boolean isConfigured(Setting setting) {
        Xpp3Dom parameter = execution.getConfiguration().getChild(setting.key().substring(Setting.PREFIX.length()));
        return parameter != null
                && (parameter.getChildCount() > 0
                        || parameter.getValue() != null && !parameter.getValue().equals("${" + setting.key() + "}"));
    }
}
