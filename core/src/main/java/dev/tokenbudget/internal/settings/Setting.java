package dev.tokenbudget.internal.settings;

import dev.tokenbudget.internal.run.Tolerance;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every {@code tokenbudget.*} setting with its default and its meaning, once: the table of the documentation and the
 * parameters of the Maven plugin are tested against this list.
 */
public enum Setting {
    SKIP("skip", "false", ValueForm.FLAG, "whether to skip every goal of the plugin"),
    TOLERANCE("tolerance", "+15%", Tolerance::parse, "how far a task's mean may move against its baseline"),
    BASELINE_DIRECTORY(
            "baselineDirectory", "src/test/tokenbudget", ValueForm.TEXT, "where the baselines are, in the repository"),
    DIRECTORY("directory", "target/tokenbudget", ValueForm.TEXT, "where run logs and reports go"),
    FAIL_ON_NEW("failOnNew", "false", ValueForm.FLAG, "whether a task without a baseline fails the build"),
    FAIL_ON_MISSING(
            "failOnMissing", "true", ValueForm.FLAG, "whether a task of the baseline that did not run fails the build"),
    FAIL_ON_SKIPPED(
            "failOnSkipped",
            "false",
            ValueForm.FLAG,
            "whether a task that a condition or an assumption of its test left out fails the build"),
    MODE(
            "mode",
            "default",
            Mode::named,
            "how noise is dealt with: default, strict (a drift beyond the tolerance must be proved), exact (means are compared"
                    + " as they are), report (never fails)"),
    ALPHA("alpha", "0.05", ValueForm.SHARE, "the accepted share of false alarms, between 0 and 1"),
    FAIL_ON_INCONCLUSIVE(
            "failOnInconclusive", "false", ValueForm.FLAG, "whether a drift that noise may explain fails the build"),
    SUITE_TOLERANCE(
            "suiteTolerance",
            "+7.5%",
            ValueForm.TOLERANCE_OR_NONE,
            "how far all tasks together may move; none leaves it unjudged"),
    BASELINE_MAX_AGE("baselineMaxAge", "90", ValueForm.DAYS, "days after which a warning says that a baseline is old"),
    MIN_BASELINE_RUNS(
            "minBaselineRuns",
            "20",
            ValueForm.FEWEST_RUNS,
            "how many runs a baseline is to hold: a task without one makes up to that many (never more than its maxRuns),"
                    + " and one sentence tells which baselines hold too few; 0 asks for none"),
    RUNS("runs", "", ValueForm.RUNS, "runs before the first look, instead of what @BenchmarkTask says"),
    MAX_RUNS("maxRuns", "", ValueForm.RUNS, "the most runs of a task, instead of what @BenchmarkTask says"),
    APPEND("append", "false", ValueForm.FLAG, "whether to keep the runs measured so far and add this build's to them"),
    MEASUREMENT_DIRECTORIES(
            "measurementDirectories",
            "",
            ValueForm.ANY,
            "check, report, accept: folders like target/tokenbudget of other CI shards, separated by commas; their runs count"
                    + " as well"),
    MIX_COMMITS(
            "mixCommits",
            "false",
            ValueForm.FLAG,
            "whether measurementDirectories may hold builds of different commits"),
    REASON("reason", "", ValueForm.ANY, "accept: why the new numbers are right; kept in the baseline"),
    ADD(
            "add",
            "false",
            ValueForm.FLAG,
            "accept: whether to add this build's runs to those in the baseline, instead of replacing them"),
    ALL(
            "all",
            "false",
            ValueForm.FLAG,
            "accept: whether to accept every task that ran, also those that are as accepted"),
    ACCEPT_INCOMPLETE(
            "acceptIncomplete",
            "false",
            ValueForm.FLAG,
            "accept: where a test JVM was killed, whether to take the tasks of which all planned runs are there, and leave the others as"
                    + " they are"),
    REMOVE(
            "remove",
            "",
            ValueForm.ANY,
            "accept: tasks that are gone, with * and ?: their baselines are removed, and nothing else is done"),
    RENAME(
            "rename",
            "",
            ValueForm.ANY,
            "accept: tasks that look renamed, by their former names, with * and ?: their baselines take the new names, and"
                    + " nothing else is done"),
    TASK(
            "task",
            "*",
            ValueForm.TEXT,
            "run, accept: only tasks whose name matches, with * and ?, several with commas between them"),
    JVM_ARGUMENTS(
            "jvmArguments",
            "",
            ValueForm.ANY,
            "run: arguments of the test JVM, such as -Xmx2g; where there are none, Surefire's argLine"),
    GRACE_SECONDS("graceSeconds", "5", ValueForm.SECONDS, "seconds that a run's end waits for calls under way"),
    MAX_TOTAL(
            "maxTotal",
            "0",
            ValueForm.TOKENS,
            "the most tokens of all runs of one test JVM together: once reached, no further call is sent; 0 sets no limit"),
    MAX_COST_USD(
            "maxCostUsd",
            "0",
            ValueForm.DOLLARS,
            "the most US dollars that all runs of one test JVM may cost together: once reached, no further call is sent; 0 sets no"
                    + " limit"),
    MAX_JUDGE_COST_USD(
            "maxJudgeCostUsd",
            "0",
            ValueForm.DOLLARS,
            "the most US dollars that the judges of all runs of one test JVM may cost together: once reached, no further call of"
                    + " a judge is sent; 0 sets no limit"),
    FREE_PATHS(
            "freePaths",
            "",
            ValueForm.PATHS,
            "requests that use no tokens beside those that are known to be free, by the end of their path, separated by"
                    + " commas: /my-index/*, POST /feedback (docs/protocols.md)"),
    IGNORED_PATHS(
            "ignoredPaths",
            "",
            ValueForm.PATHS,
            "requests that do not count because they are billed in other units than tokens, in the same form:"
                    + " /audio/speech, /images/*"),
    CALLS(
            "calls",
            "live",
            Calls::named,
            "where answers come from: live (the provider), record (the provider, and what was said is kept beside the"
                    + " baselines), replay (what was recorded; no connection is opened)"),
    RECORDED_RUNS(
            "recordedRuns", "3", ValueForm.RECORDED_RUNS, "record: how many successful runs of each task are kept"),
    REDACT(
            "redact",
            "",
            ValueForm.EXPRESSIONS,
            "record: regular expressions of what is secret beside known forms of keys, separated by line breaks or two"
                    + " commas; what they find is replaced in recordings"),
    COUNT(
            "count",
            "estimate",
            ValueForm.COUNT,
            "replay: how changed prompts are counted: estimate (by their text), provider (by the provider's free endpoint"
                    + " for that, with the agent's own key)"),
    FAIL_ON_NEEDS_LIVE(
            "failOnNeedsLive",
            "true",
            ValueForm.FLAG,
            "whether a replayed task of which only a live run can tell what it uses fails the build"),
    FAIL_ON_NEW_WASTE(
            "failOnNewWaste",
            "false",
            ValueForm.FLAG,
            "whether waste that is new since a task's baseline fails the build"),
    RECORDING_MAX_AGE(
            "recordingMaxAge", "30", ValueForm.DAYS, "days after which a warning says that a recording is old"),
    SHOW_TEXT(
            "showText",
            "true",
            ValueForm.FLAG,
            "whether report.html and report.md show the lines of prompts that changed in a replay"),
    PRICES(
            "prices",
            "",
            ValueForm.ANY,
            "a price list of your own, relative to the module, that extends or replaces the bundled one (docs/prices.md)"),
    PASS_RATE_MARGIN(
            "passRateMargin",
            "0.1",
            ValueForm.SHARE,
            "by how much smaller a share of a variant's runs may succeed that still counts as no worse, between 0 and 1"
                    + " (docs/variants.md)"),
    RUNS_PER_MONTH(
            "runsPerMonth",
            "",
            ValueForm.RUNS_PER_MONTH,
            "how often each task runs in a month where it is used: reports then say what a month costs"),
    HISTORY(
            "history",
            "",
            ValueForm.ANY,
            "the database that check publishes every build to: a file relative to the root of the build"
                    + " (jdbc:sqlite:.tokenbudget/history.db) or a server (jdbc:postgresql://host/database)"),
    MONTHLY_BUDGET_USD(
            "monthlyBudgetUsd",
            "0",
            ValueForm.DOLLARS,
            "the US dollars that all calls of a month in the history may cost: history.html holds the month against them; 0 is no"
                    + " budget"),
    LABELS(
            "labels",
            "",
            ValueForm.LABELS,
            "labels of all runs that are published: team=payments,sprint=42; those of a task go before them"),
    FILES(
            "files",
            "",
            ValueForm.ANY,
            "import: exports of other systems, with * and ?, several with commas between them (docs/imports.md)"),
    TASK_LABEL(
            "taskLabel",
            "task",
            ValueForm.TEXT,
            "import: the name of the metadata, tag, property or attribute that says which task a call belongs to"),
    USER_KEY(
            "userKey",
            "",
            ValueForm.ANY,
            "import: the key by which users' ids are hashed; without it and the environment variable TOKENBUDGET_USER_KEY they are"
                    + " left out"),
    FROM(
            "from",
            "",
            ValueForm.DATE,
            "creep, footprint: the first day that counts, such as 2026-01-01; without it, a year ago, or the first of the"
                    + " month"),
    TO("to", "", ValueForm.DATE, "footprint: the last day that counts, such as 2026-01-31; without it, today"),
    FOOTPRINT_TARGETS(
            "footprintTargets",
            "",
            ValueForm.LABELS,
            "footprint: what it is held against: tokensPerRun=20000,cacheHitRate=0.6 (docs/footprint.md)"),
    ALERTS_FILE(
            "alertsFile",
            "",
            ValueForm.ANY,
            "alerts: a file of rules beside those in the POM, relative to the root of the build (docs/alerts.md)"),
    WEBHOOK(
            "webhook",
            "",
            ValueForm.ANY,
            "alerts: the URL that alerts are posted to; ${env.SLACK_URL} where it is secret itself"),
    WEBHOOK_FORMAT("webhookFormat", "json", ValueForm.WEBHOOK, "alerts: what the webhook understands: json or slack"),
    WEBHOOK_SERVER(
            "webhookServer",
            "",
            ValueForm.ANY,
            "alerts: the id of the server in Maven's settings whose password alerts are signed with; without it, the environment"
                    + " variable TOKENBUDGET_WEBHOOK_SECRET holds the secret"),
    EXPORT_FILE(
            "exportFile",
            ".tokenbudget/history.jsonl",
            ValueForm.TEXT,
            "the file that lines are appended to, relative to the root of the build"),
    EXPORT_SINCE(
            "exportSince",
            "",
            ValueForm.DATE,
            "the day from which on builds, runs and sums are written, such as 2026-11-01; all where it is left out"),
    OTLP(
            "otlp",
            "",
            ValueForm.ANY,
            "send: the URL of a collector of OpenTelemetry's protocol, without /v1/traces (docs/outputs.md)"),
    OTLP_HEADERS(
            "otlpHeaders",
            "",
            ValueForm.ANY,
            "send: headers for the collector, separated by commas; a name in braces is that of an environment variable:"
                    + " Authorization=Basic {COLLECTOR_AUTH}"),
    OTLP_RESOURCE(
            "otlpResource",
            "",
            ValueForm.LABELS,
            "send: attributes of the resource, by which some systems find the project:"
                    + " wandb.entity=acme,wandb.project=agents"),
    OTLP_SIGNALS(
            "otlpSignals",
            "traces,metrics",
            ValueForm.SIGNALS,
            "send: what the collector takes: traces, metrics, or traces,metrics"),
    PUSHGATEWAY(
            "pushgateway",
            "",
            ValueForm.ANY,
            "send: the URL of a Pushgateway of Prometheus, to which metrics are pushed"),
    OPEN_METRICS_FILE(
            "openMetricsFile",
            "",
            ValueForm.ANY,
            "send: a file that metrics are written to as OpenMetrics, relative to the root of the build"),
    USAGE_CSV(
            "usageCsv",
            "",
            ValueForm.ANY,
            "send: a file that every call of the history is written to as CSV, relative to the root of the build"),
    LANG_SMITH(
            "langSmith",
            "",
            ValueForm.ANY,
            "send: the URL of LangSmith's API, to which builds are sent as experiments; its key is in the environment"
                    + " variable LANGSMITH_API_KEY"),
    SEND_DAYS(
            "sendDays",
            "7",
            ValueForm.DAYS,
            "send: how many days back runs and builds are looked for that were not sent yet"),
    EXECUTION(
            "execution",
            "",
            ValueForm.EXECUTION,
            "what the tasks of one Surefire or Failsafe execution carry behind their names (task @name), in its"
                    + " <systemPropertyVariables>; where two executions select the same test class, the later one's id"),
    BUILD(
            "build",
            "",
            ValueForm.BUILD_ID,
            "the id of the build that runs belong to; where none is given, prepare makes one, and tests under Maven find"
                    + " it");

    /** What every key begins with. */
    public static final String PREFIX = "tokenbudget.";

    private final String key;
    private final String defaultValue;
    private final Consumer<String> form;
    private final String meaning;

    Setting(String name, String defaultValue, Consumer<String> form, String meaning) {
        this.key = "tokenbudget." + name;
        this.defaultValue = defaultValue;
        this.form = form;
        this.meaning = meaning;
    }

    /** Return the full key, such as {@code tokenbudget.tolerance}. */
    public String key() {
        return key;
    }

    /** Return the default value; empty where there is none. */
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

    /**
     * Refuse a value of another form.
     *
     * @throws IllegalArgumentException if this setting cannot have {@code value}; the message says what is allowed
     */
    public void check(String value) {
        form.accept(value);
    }
}
