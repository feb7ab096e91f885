package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @TempDir
    Path folder;

    @Test
    void the_runs_of_all_shards_are_one_measurement_of_their_builds_together() {
        BuildFolder own = shard("own", "aaaa", RunExample.REVIEWS);
        BuildFolder other = shard("other", "aaaa", PLANS);

        Measurement merged = merge(Shards.of(own, List.of(other.folder()), false));

        assertThat(merged.build()).isEqualTo(new BuildId("other+own", Optional.of("aaaa")));
        assertThat(merged.tasks()).containsOnlyKeys(RunExample.REVIEWS, PLANS);
        assertThat(merged.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../elsewhere", "/etc", "a/../../b", "C:/elsewhere", "..\\elsewhere"})
    void settings_of_a_shard_name_no_folder_outside_of_the_module(String elsewhere) {
        BuildFolder other = shard("other", "aaaa", PLANS);
        new BuildSettings(
                        new BuildId("other", Optional.of("aaaa")),
                        Optional.empty(),
                        Map.of("tokenbudget.baselineDirectory", elsewhere))
                .write(other.settingsFile());
        BuildFolder own = new BuildFolder(folder.resolve("own"));

        Shards shards = Shards.of(own, List.of(other.folder()), false);

        assertThatThrownBy(() -> shards.rejectForeignPaths(own, Settings.of()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(other.settingsFile() + ": tokenbudget.baselineDirectory=" + elsewhere
                        + " leads out of the module. Where that is what you want, say so yourself:"
                        + " -Dtokenbudget.baselineDirectory=" + elsewhere);
        Settings here = Settings.of(new Settings.Source("POM", Map.of("tokenbudget.baselineDirectory", "baselines")));
        assertThatCode(() -> shards.rejectForeignPaths(own, here)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../x", "CON", "x.", "/x", "a b", "a+.."})
    void an_id_can_name_a_folder_and_none_but_its_own(String id) throws IOException {
        BuildFolder own = shard("own", "aaaa", PLANS);
        Files.writeString(
                own.settingsFile(), Files.readString(own.settingsFile()).replace("\"own\"", "\"" + id + "\""));

        assertThatThrownBy(own::settings)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(id)
                .hasMessageEndingWith("Run mvn clean, or delete the file.");
    }

    @Test
    void an_id_from_outside_is_that_of_one_build() {
        assertThatThrownBy(() -> BuildId.given("own+other", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but got 'own+other'");
    }

    @Test
    void what_was_downloaded_is_the_build_where_nothing_ran_here() {
        BuildFolder own = new BuildFolder(folder.resolve("own"));
        own.begin(settings("own", "bbbb"));
        BuildFolder other = shard("other", "aaaa", PLANS);

        Measurement merged = merge(Shards.of(own, List.of(other.folder()), false));

        assertThat(merged.build().id()).isEqualTo("other");
        assertThat(merged.tasks()).containsOnlyKeys(PLANS);
    }

    @Test
    void a_log_that_lies_in_two_folders_counts_once() throws IOException {
        BuildFolder own = shard("own", "aaaa", PLANS);
        BuildFolder copy = new BuildFolder(folder.resolve("copy"));
        Files.createDirectories(copy.runs());
        Files.copy(own.settingsFile(), copy.settingsFile());
        Path log;
        try (var logs = Files.list(own.runs())) {
            log = logs.findFirst().orElseThrow();
        }
        Files.copy(log, copy.runs().resolve("renamed.jsonl"));

        Measurement merged = merge(Shards.of(own, List.of(copy.folder()), false));

        assertThat(merged.tasks().values()).flatExtracting(TaskRuns::runs).hasSize(1);
        assertThat(merged.warnings()).singleElement().asString().contains("is a copy of a run log already read");
    }

    @Test
    void builds_of_different_commits_are_mixed_only_knowingly() {
        BuildFolder own = shard("own", "aaaa", RunExample.REVIEWS);
        BuildFolder other = shard("other", "bbbb", PLANS);

        assertThatThrownBy(() -> Shards.of(own, List.of(other.folder()), false))
                .isInstanceOf(MixedCommitsException.class)
                .hasMessage(own.folder() + " was measured at commit aaaa, but " + other.folder()
                        + " at bbbb. Leave one of them out, or mix them knowingly: -Dtokenbudget.mixCommits=true.");
        Measurement mixed = merge(Shards.of(own, List.of(other.folder()), true));
        assertThat(mixed.tasks()).hasSize(2);
        assertThat(mixed.build()).isEqualTo(new BuildId("other+own", Optional.empty()));
    }

    @Test
    void runs_of_other_builds_are_told_with_their_ids_and_the_remedy() {
        BuildFolder own = shard("own", "aaaa", PLANS);
        RunLog.in(own.runs(), BuildId.given("ci-43", Optional.empty()))
                .append(RunExample.runs(PLANS, 100).get(0));

        assertThat(Shards.of(own, List.of(), false).runsOfOthers())
                .containsExactly("There are runs in " + own.runs() + ", but of build ci-43 and not of own. Give"
                        + " tokenbudget.build on Maven's command line, where prepare sees it, and nowhere else; tests that"
                        + " neither Surefire nor Failsafe starts need -Dtokenbudget.build=own.");
    }

    @Test
    void there_are_no_runs_of_others_where_all_are_of_their_builds() {
        assertThat(Shards.of(shard("own", "aaaa", PLANS), List.of(), false).runsOfOthers())
                .isEmpty();
    }

    @Test
    void a_folder_in_which_no_build_began_is_refused() {
        BuildFolder own = shard("own", "aaaa", PLANS);

        assertThatThrownBy(() -> Shards.of(own, List.of(folder.resolve("nowhere")), false))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("nothing was measured here. tokenbudget.measurementDirectories names folders");
    }

    private static Measurement merge(Shards shards) {
        return shards.measurement(shards.settings().orElseThrow());
    }

    private BuildFolder shard(String build, String commit, TaskId task) {
        BuildFolder shard = new BuildFolder(folder.resolve(build));
        BuildSettings settings = settings(build, commit);
        shard.begin(settings);
        RunLog.in(shard.runs(), settings.build())
                .append(RunExample.runs(task, 100).get(0));
        return shard;
    }

    private static BuildSettings settings(String build, String commit) {
        return new BuildSettings(new BuildId(build, Optional.of(commit)), Optional.empty(), Map.of());
    }
}
