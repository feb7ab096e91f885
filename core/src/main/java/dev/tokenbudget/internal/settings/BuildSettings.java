package dev.tokenbudget.internal.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.run.BuildId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a build passes to the tests it starts, in {@code settings.json}.
 *
 * @param build the build's id and commit
 * @param testFilter the option that made the build run only some tests, where there is one
 * @param values settings of the POM and the command line, by full key; none that may hold a secret
 * @param executions the executions of test plugins in the module's build; empty where they are not known
 * @param appendedTo the run logs that were there when runs were added to them, a list for each time
 */
public record BuildSettings(
        BuildId build,
        Optional<String> testFilter,
        Map<String, String> values,
        List<TestExecution> executions,
        List<List<String>> appendedTo) {

    /** The file's name inside of {@link Setting#DIRECTORY}. */
    public static final String FILE_NAME = "settings.json";

    private static final Set<Setting> PATHS = EnumSet.of(Setting.BASELINE_DIRECTORY, Setting.DIRECTORY, Setting.PRICES);

    /** What may hold a password or a key: tests do not need it, and the file is passed around as an artifact. */
    private static final Set<Setting> SECRETS = EnumSet.of(
            Setting.HISTORY,
            Setting.USER_KEY,
            Setting.WEBHOOK,
            Setting.OTLP,
            Setting.OTLP_HEADERS,
            Setting.PUSHGATEWAY,
            Setting.LANG_SMITH);

    private static final int SCHEMA_VERSION = 1;
    private static final String REMEDY = " Run mvn clean, or delete the file.";

    public BuildSettings {
        values = withoutSecrets(values);
        executions = List.copyOf(executions);
        appendedTo = appendedTo.stream().map(List::copyOf).toList();
    }

    /** A build that is not added to an earlier one. */
    public BuildSettings(
            BuildId build, Optional<String> testFilter, Map<String, String> values, List<TestExecution> executions) {
        this(build, testFilter, values, executions, List.of());
    }

    /** A build whose test plugins are unknown. */
    public BuildSettings(BuildId build, Optional<String> testFilter, Map<String, String> values) {
        this(build, testFilter, values, List.of());
    }

    private static Map<String, String> withoutSecrets(Map<String, String> values) {
        Map<String, String> left = new TreeMap<>(values);
        SECRETS.forEach(secret -> left.remove(secret.key()));
        return Map.copyOf(left);
    }

    /** Return these settings for a build that goes on with {@code former}, whose {@code logs} are there. */
    public BuildSettings after(BuildSettings former, List<String> logs) {
        List<List<String>> before = new ArrayList<>(former.appendedTo);
        List<String> latest = logs.stream()
                .filter(log -> before.stream().noneMatch(earlier -> earlier.contains(log)))
                .toList();
        before.add(latest);
        return new BuildSettings(former.build, testFilter, values, executions, before);
    }

    /**
     * Read {@code file}.
     *
     * @throws MalformedFileException if it cannot be read; the remedy is in the message
     */
    public static BuildSettings read(Path file) {
        try {
            Json json = JsonFile.read(file, "schemaVersion", SCHEMA_VERSION, Json.class);
            return new BuildSettings(
                    BuildId.given(json.build(), Optional.ofNullable(json.commit())),
                    Optional.ofNullable(json.testFilter()),
                    json.settings(),
                    Optional.ofNullable(json.executions()).orElse(List.of()).stream()
                            .map(ExecutionJson::execution)
                            .toList(),
                    Optional.ofNullable(json.appendedTo()).orElse(List.of()));
        } catch (NewerSchemaException e) {
            throw e;
        } catch (MalformedFileException e) {
            throw new MalformedFileException(file, e.problem() + REMEDY, e);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, e.getMessage() + REMEDY, e);
        }
    }

    /**
     * Write these settings to {@code file}.
     *
     * @throws MalformedFileException if it cannot be written
     */
    public void write(Path file) {
        FileChanges.write(
                file,
                JsonFile.pretty(new Json(
                        SCHEMA_VERSION,
                        build.id(),
                        build.commit().orElse(null),
                        testFilter.orElse(null),
                        new TreeMap<>(values),
                        executions.isEmpty()
                                ? null
                                : executions.stream().map(ExecutionJson::of).toList(),
                        appendedTo.isEmpty() ? null : appendedTo)));
    }

    /**
     * Reject a path that leads out of the module.
     *
     * @param file where these settings were read
     * @param others the keys of settings that are set elsewhere, so that their values here do not hold
     * @throws MalformedFileException if there is one
     */
    public void rejectPathsOutside(Path file, Set<String> others) {
        for (Setting setting : PATHS) {
            String value = values.getOrDefault(setting.key(), "");
            if (!others.contains(setting.key()) && !isInside(value)) {
                throw new MalformedFileException(
                        file,
                        setting.key() + "=" + value
                                + " leads out of the module. Where that is what you want, say so yourself:" + " -D"
                                + setting.key() + "=" + value);
            }
        }
    }

    private static boolean isInside(String path) {
        try {
            Path relative = Path.of(path).normalize();
            boolean windows = path.contains("\\") || path.contains(":");
            return !windows && !relative.isAbsolute() && !relative.startsWith("..");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Return the values as a source of settings. */
    public Settings.Source asSource() {
        return new Settings.Source("POM, through " + FILE_NAME, values);
    }

    private record Json(
            @JsonProperty(required = true) int schemaVersion,
            @JsonProperty(required = true) String build,
            @Nullable String commit,
            @Nullable String testFilter,
            @JsonProperty(required = true) Map<String, String> settings,
            @Nullable List<ExecutionJson> executions,
            @Nullable List<List<String>> appendedTo) {}

    private record ExecutionJson(
            @JsonProperty(required = true) String plugin,
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) List<String> includes,
            @JsonProperty(required = true) List<String> excludes,
            @Nullable Boolean skipped) {

        static ExecutionJson of(TestExecution execution) {
            return new ExecutionJson(
                    execution.plugin(),
                    execution.version(),
                    execution.id(),
                    execution.includes(),
                    execution.excludes(),
                    execution.isSkipped() ? true : null);
        }

        TestExecution execution() {
            return new TestExecution(plugin, version, id, includes, excludes, Boolean.TRUE.equals(skipped));
        }
    }
}
