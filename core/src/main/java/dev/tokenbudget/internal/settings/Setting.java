package dev.tokenbudget.internal.settings;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Tolerance;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Every {@code tokenbudget.*} setting with its default and its meaning; README's table is tested against this list. */
public enum Setting {
    /** Leave out every goal of the plugin. */
    SKIP("skip", "false", Setting::requireFlag, "leave out every goal of the plugin"),
    /** How far the mean of a task may move against its baseline. */
    TOLERANCE("tolerance", "+15%", Tolerance::parse, "how far a task's mean may move against its baseline"),
    /** Where the baselines are, relative to the module. */
    BASELINE_DIRECTORY(
            "baselineDirectory",
            "src/test/tokenbudget",
            Setting::requireText,
            "where the baselines are, in the repository"),
    /** Where run logs and reports go, relative to the module. */
    DIRECTORY("directory", "target/tokenbudget", Setting::requireText, "where run logs and reports go"),
    /** Whether a task without a baseline fails the build. */
    FAIL_ON_NEW("failOnNew", "false", Setting::requireFlag, "whether a task without a baseline fails the build"),
    /** Whether a task of the baseline that did not run fails the build. */
    FAIL_ON_MISSING(
            "failOnMissing",
            "true",
            Setting::requireFlag,
            "whether a task of the baseline that did not run fails the build"),
    /** Whether a task that its own test left out fails the build. */
    FAIL_ON_SKIPPED(
            "failOnSkipped",
            "false",
            Setting::requireFlag,
            "whether a task that a condition or an assumption of its test left out fails the build"),
    /** How a rule deals with chance. */
    MODE(
            "mode",
            "default",
            Setting::requireMode,
            "how chance is dealt with: default, strict (the drift beyond the tolerance is proved), exact (means are compared"
                    + " as they are), report (never fails)"),
    /** The share of false alarms that is put up with. */
    ALPHA("alpha", "0.05", Setting::requireShare, "the share of false alarms that is put up with, between 0 and 1"),
    /** Whether a drift that noise may explain fails the build. */
    FAIL_ON_INCONCLUSIVE(
            "failOnInconclusive",
            "false",
            Setting::requireFlag,
            "whether a drift that noise may explain fails the build"),
    /** How far all tasks together may move. */
    SUITE_TOLERANCE(
            "suiteTolerance",
            "+10%",
            Setting::requireToleranceOrNone,
            "how far all tasks together may move; none leaves it unjudged"),
    /** Days after which a baseline is called old. */
    BASELINE_MAX_AGE(
            "baselineMaxAge", "90", Setting::requireDays, "days after which a warning says that a baseline is old"),
    /** Runs before the first look, for one build. */
    RUNS("runs", "", Setting::requireRuns, "runs before the first look, instead of what @BenchmarkTask says"),
    /** The most runs of a task, for one build. */
    MAX_RUNS("maxRuns", "", Setting::requireRuns, "the most runs of a task, instead of what @BenchmarkTask says"),
    /** Keep the run logs of earlier builds and measure on top of them. */
    APPEND("append", "false", Setting::requireFlag, "keep the runs measured so far and add this build's to them"),
    /** Folders with the runs of other builds. */
    MEASUREMENT_DIRECTORIES(
            "measurementDirectories",
            "",
            Setting::acceptAny,
            "check, report, accept: folders like target/tokenbudget of other CI shards, separated by commas; their runs count"
                    + " as well"),
    /** Whether runs of different commits may be merged. */
    MIX_COMMITS(
            "mixCommits",
            "false",
            Setting::requireFlag,
            "whether measurementDirectories may hold builds of different commits"),
    /** Why a new baseline is accepted. */
    REASON("reason", "", Setting::acceptAny, "accept: why the new numbers are right; kept in the baseline"),
    /** Whether accepted runs stay beside the new ones. */
    ADD(
            "add",
            "false",
            Setting::requireFlag,
            "accept: add this build's runs to the baseline as a further session, instead of replacing it"),
    /** Whether the tasks are accepted of which all runs are there, although a test JVM was killed. */
    ACCEPT_INCOMPLETE(
            "acceptIncomplete",
            "false",
            Setting::requireFlag,
            "accept: where a test JVM was killed, take the tasks of which all planned runs are there, and leave the others as"
                    + " they are"),
    /** Which tasks leave the baseline. */
    REMOVE(
            "remove",
            "",
            Setting::acceptAny,
            "accept: tasks that are gone, with * and ?: their baselines are removed, and nothing else is done"),
    /** Which tasks were renamed. */
    RENAME(
            "rename",
            "",
            Setting::acceptAny,
            "accept: tasks that look renamed, by their former names, with * and ?: their baselines take the new names, and"
                    + " nothing else is done"),
    /** Which tasks are meant. */
    TASK("task", "*", Setting::requireText, "run, accept: only tasks whose name matches, with * and ?"),
    /** Arguments of the JVM that runs tasks. */
    JVM_ARGUMENTS(
            "jvmArguments",
            "",
            Setting::acceptAny,
            "run: arguments of the test JVM, such as -Xmx2g; where there are none, Surefire's argLine"),
    /** Seconds that a run waits at its end for calls that are still under way. */
    GRACE_SECONDS("graceSeconds", "5", Setting::requireSeconds, "seconds that a run's end waits for calls under way"),
    /** The most tokens of one session; 0 sets no limit. */
    MAX_TOTAL(
            "maxTotal",
            "0",
            Setting::requireTokens,
            "the most tokens of all runs of one test JVM together: from there on no call is sent; 0 sets no limit"),
    /** The most US dollars of one session; 0 sets no limit. */
    MAX_COST_USD(
            "maxCostUsd",
            "0",
            Setting::requireDollars,
            "the most US dollars that all runs of one test JVM may cost together: from there on no call is sent; 0 sets no"
                    + " limit"),
    /** Requests that use no tokens, beside those that are known to. */
    FREE_PATHS(
            "freePaths",
            "",
            Setting::requirePaths,
            "requests that use no tokens beside those that are known to be free, by the end of their path, separated by"
                    + " commas: /my-index/*, POST /feedback (docs/protocols.md)"),
    /** Requests that are paid for in other units than tokens. */
    IGNORED_PATHS(
            "ignoredPaths",
            "",
            Setting::requirePaths,
            "requests that do not count because they are billed in other units than tokens, in the same form:"
                    + " /audio/speech, /images/*"),
    /** The project's own price list. */
    PRICES(
            "prices",
            "",
            Setting::acceptAny,
            "a price list of your own, relative to the module, that extends or replaces the bundled one (docs/prices.md)"),
    /** How often each task runs in a month. */
    RUNS_PER_MONTH(
            "runsPerMonth",
            "",
            Setting::requireRunsPerMonth,
            "how often each task runs in a month where it is used: reports then say what a month costs"),
    /** What tells the tasks of one execution of Surefire or Failsafe from those of another. */
    EXECUTION(
            "execution",
            "",
            Setting::requireExecution,
            "what the tasks of one Surefire or Failsafe execution carry behind their names (task @name), in its"
                    + " <systemPropertyVariables>; where two executions select the same test class, the later one's id"),
    /** The build that runs belong to; needed by whoever forks the tests outside of Surefire and Failsafe. */
    BUILD(
            "build",
            "",
            Setting::requireBuildId,
            "the id of the build that runs belong to; where none is given, prepare makes one, and tests under Maven find"
                    + " it");

    /** What every key begins with. */
    public static final String PREFIX = "tokenbudget.";

    private static final Pattern PATH = Pattern.compile("([A-Z]+\\s+)?[/:][^\\s,]+");
    private static final Pattern EXECUTION_NAME = Pattern.compile("[A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)?");
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern TOKENS = Pattern.compile("\\d{1,18}");
    /** What leaves a tolerance out. */
    static final String NONE = "none";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,5}");
    private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,9}");
    private static final Pattern ZERO = Pattern.compile("[0.]*");
    private static final Set<String> MODES = Set.of("default", "strict", "exact", "report");
    private static final Pattern RUNS_PER_MONTH_FORM = Pattern.compile("[1-9]\\d{0,11}");
    private static final Pattern RUNS_OF_A_TASK = Pattern.compile("[1-9]\\d{0,4}");

    private final String key;
    private final String defaultValue;
    private final Consumer<String> check;
    private final String meaning;

    Setting(String name, String defaultValue, Consumer<String> check, String meaning) {
        this.key = "tokenbudget." + name;
        this.defaultValue = defaultValue;
        this.check = check;
        this.meaning = meaning;
    }

    /** Return the full key, such as {@code tokenbudget.tolerance}. */
    public String key() {
        return key;
    }

    /** Return the value that holds where nobody sets one; empty where there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Return what the setting does, in one line. */
    public String meaning() {
        return meaning;
    }

    static Optional<Setting> withKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    void check(String value) {
        check.accept(value);
    }

    private static void acceptAny(String value) {}

    private static void requireText(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("It must not be blank.");
        }
    }

    private static void requirePaths(String value) {
        for (String pattern : value.isEmpty() ? new String[0] : value.split(",", -1)) {
            if (!PATH.matcher(pattern.strip()).matches()) {
                throw new IllegalArgumentException(
                        "Use the ends of paths, separated by commas, each with a slash or a colon"
                                + " in front, and with a method before it where only that is meant: /audio/speech, POST /images/*.");
            }
        }
    }

    private static void requireExecution(String text) {
        if (!EXECUTION_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("Use letters, digits, '.', '_' and '-', such as claude.");
        }
    }

    private static void requireFlag(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("Use true or false.");
        }
    }

    private static void requireRuns(String value) {
        if (!value.isEmpty() && !RUNS_OF_A_TASK.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a whole number of runs from 1 to 99999, such as 30.");
        }
    }

    private static void requireRunsPerMonth(String value) {
        if (!value.isEmpty() && !RUNS_PER_MONTH_FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a whole number of runs from 1 on, such as 10000.");
        }
    }

    private static void requireBuildId(String value) {
        if (!value.isEmpty()) {
            BuildId.given(value, Optional.empty());
        }
    }

    private static void requireSeconds(String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a whole number of seconds, such as 5.");
        }
    }

    private static void requireDollars(String value) {
        if (!DOLLARS.matcher(value).matches()) {
            throw new IllegalArgumentException("Use an amount of US dollars, such as 2.50, or 0 for no limit.");
        }
    }

    private static void requireTokens(String value) {
        if (!TOKENS.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a whole number of tokens, such as 1000000, or 0 for no limit.");
        }
    }

    private static void requireDays(String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a whole number of days, such as 90.");
        }
    }

    private static void requireMode(String value) {
        if (!MODES.contains(value)) {
            throw new IllegalArgumentException("Use default, strict, exact or report.");
        }
    }

    private static void requireShare(String value) {
        if (!SHARE.matcher(value).matches() || ZERO.matcher(value).matches()) {
            throw new IllegalArgumentException("Use a share between 0 and 1, such as 0.05.");
        }
    }

    private static void requireToleranceOrNone(String value) {
        if (!value.equals(NONE)) {
            Tolerance.parse(value);
        }
    }
}
