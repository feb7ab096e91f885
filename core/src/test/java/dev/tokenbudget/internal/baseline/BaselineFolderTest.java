package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.composition.PrefixRepeats;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.NewerSchemaException;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Repeat;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFolderTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans[12 stories, \"ünïcödé\" \\ ✓]");
    private static final String REMEDY = " Restore the file from version control, or delete it and accept again: mvn"
            + " tokenbudget:accept -Dtokenbudget.reason=\"…\".";

    @TempDir
    Path root;

    private BaselineFolder folder = new BaselineFolder(Path.of("set in setUp"));
    private Path file = Path.of("set in setUp");

    @BeforeEach
    void setUp() {
        folder = new BaselineFolder(root.resolve("src/test/tokenbudget"));
        file = folder.folder().resolve("com.acme.ReviewBenchmark.json");
    }

    @Test
    void writes_a_file_that_people_can_review() {
        folder.write(baseline(REVIEWS, 100, 115, 130));

        assertThat(file)
                .content()
                .startsWith("""
                        {
                          "$schema": "https://tokenbudget.dev/schema/baseline-3.json",
                          "schemaVersion": 3,
                          "testClass": "com.acme.ReviewBenchmark",
                          "builds": [{
                            "id": "b1",
                            "date": "2026-11-23",
                            "commit": "0a1b2c3"
                          }],
                          "acceptances": [{
                            "date": "2026-11-23",
                            "reason": "first baseline",
                            "commit": "0a1b2c3"
                          }],
                          "tasks": {
                            "reviews": {
                              "models": ["anthropic claude-x"],
                              "responseModels": [],
                              "runs": {
                                "attempted": 3,
                                "succeeded": 3
                              },
                              "metrics": {
                                "total": {
                                  "n": 3,
                                  "mean": 115,
                                  "stddev": 15,
                                  "min": 100,
                                  "max": 130,
                                  "p50": 115,
                                  "p75": 127.5,
                                  "p90": 130,
                                  "p95": 130,
                                  "p99": 130,
                                  "estimable": [],
                                  "samples": [100, 115, 130]
                                },
                        """)
                .endsWith("""
                              },
                              "measured": [{
                                "build": 1,
                                "runs": 3
                              }],
                              "accepted": [1]
                            }
                          }
                        }
                        """)
                .doesNotContain("\r")
                .doesNotContain(root.toString());
    }

    @Test
    void gives_the_same_bytes_after_writing_and_reading_and_writing() throws IOException {
        long[] many = LongStream.range(0, 300).map(i -> 10_000 + i * i % 977).toArray();
        long huge = 1L << 62;
        Baseline baseline = baseline(REVIEWS, many)
                .with(PLANS, accepted(PLANS, 7))
                .with(new TaskId(PLANS.testClass(), "thirds"), accepted(PLANS, 1, 1, 2))
                .with(new TaskId(PLANS.testClass(), "huge"), accepted(PLANS, huge, huge + 4096, huge - 12_345));
        folder.write(baseline);
        byte[] reviews = Files.readAllBytes(file);
        byte[] plans = Files.readAllBytes(folder.folder().resolve("com.acme.PlanBenchmark.json"));

        BaselineFolder again = new BaselineFolder(root.resolve("again"));
        again.write(folder.read());

        assertThat(again.folder().resolve("com.acme.ReviewBenchmark.json")).hasBinaryContent(reviews);
        assertThat(again.folder().resolve("com.acme.PlanBenchmark.json")).hasBinaryContent(plans);
        assertThat(folder.read().tasks().keySet()).isEqualTo(baseline.tasks().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../victim", "/victim", "com.acme.X\\u0000", "com/acme/X"})
    void a_file_names_no_class_elsewhere(String testClass) throws IOException {
        folder.write(baseline(REVIEWS, 100));
        Files.writeString(file, Files.readString(file).replace("com.acme.ReviewBenchmark", testClass));

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": The test class '")
                .hasMessageEndingWith(REMEDY);
    }

    @Test
    void reads_no_file_that_a_link_points_to() throws IOException {
        folder.write(baseline(REVIEWS, 100));
        Path elsewhere = Files.move(file, root.resolve("com.acme.ReviewBenchmark.json"));
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(
                        file + ": is a symbolic link, which is not followed. Put the file or folder itself");
    }

    @Test
    void writes_into_no_folder_that_a_link_points_to() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.createDirectories(root.resolve("src/test"));
        Files.createSymbolicLink(folder.folder(), elsewhere);

        assertThatThrownBy(() -> folder.write(baseline(REVIEWS, 100)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(folder.folder() + ": is a symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void keeps_the_baseline_of_a_class_whose_name_no_file_can_bear() {
        TaskId nested = new TaskId("com.acme." + "NestedVeryDeeply$".repeat(30) + "A", "reviews");

        List<Path> written = folder.write(baseline(nested, 100));

        assertThat(written).singleElement().satisfies(path -> assertThat(path).exists());
        assertThat(folder.read().tasks()).containsOnlyKeys(nested);
        assertThat(folder.write(folder.read())).isEmpty();
    }

    @Test
    void changes_no_file_where_one_of_them_cannot_be_written() throws IOException {
        folder.write(baseline(REVIEWS, 100));
        String before = Files.readString(file);
        Path obstacle = folder.folder().resolve("com.acme.Second.json");
        Files.createDirectories(obstacle.resolve("not empty"));
        Baseline grown = baseline(REVIEWS, 200)
                .with(new TaskId("com.acme.Second", "plans"), accepted(REVIEWS, 1))
                .with(PLANS, accepted(PLANS, 1));

        assertThatThrownBy(() -> folder.write(grown)).isInstanceOf(MalformedFileException.class);

        assertThat(file).hasContent(before);
        assertThat(folder.folder().resolve("com.acme.PlanBenchmark.json")).doesNotExist();
    }

    @Test
    void brings_back_samples_in_run_order() {
        folder.write(baseline(REVIEWS, 130, 100, 115));

        assertThat(samples(folder.read())).containsExactly(130, 100, 115);
    }

    @Test
    void brings_back_what_the_tokens_were_spent_on() {
        SimulatedAgent agent = new SimulatedAgent(1);
        agent.timeInSystemPrompt = true;
        agent.refusals = 0.5;
        TaskBaseline accepted = accepted(REVIEWS, agent.runs(20).runs());

        folder.write(BaselineExample.empty().with(REVIEWS, accepted));

        assertThat(folder.read().of(REVIEWS).flatMap(TaskBaseline::composition))
                .isPresent()
                .isEqualTo(accepted.composition());
        assertThat(folder.write(folder.read())).isEmpty();
    }

    @Test
    void brings_back_how_much_of_the_requests_repeats_and_where_that_ends() {
        Difference time = new Difference(Item.Kind.SYSTEM, 1, Optional.empty(), 11, 4_120, Look.TIME);
        Difference order = new Difference(Item.Kind.TOOL_DEFINITION, 2, Optional.of("search"), 9, 120, Look.ORDER);
        Run run = RunExample.run(REVIEWS, 1, repeating(time), repeating(order), repeating(time));
        TaskBaseline accepted = accepted(REVIEWS, List.of(run));

        folder.write(BaselineExample.empty().with(REVIEWS, accepted));

        TaskBaseline read = folder.read().of(REVIEWS).orElseThrow();
        assertThat(read.composition()).isEqualTo(accepted.composition());
        PrefixRepeats.Sum sum = read.composition()
                .orElseThrow()
                .agent("")
                .orElseThrow()
                .repeats()
                .conversation();
        assertThat(sum.share()).hasValue(0.03);
        assertThat(sum.differing()).isEqualTo(3);
        assertThat(sum.usual()).hasValue(new PrefixRepeats.Usual(time, 2));
        assertThat(read.metric(Metric.STABLE_PREFIX).orElseThrow().summary().mean())
                .isEqualTo(0.03);
    }

    private static ModelCall repeating(Difference difference) {
        Repeat repeat = new Repeat(30, 1_000, Optional.of(difference));
        return ModelCall.builder("acme", "m")
                .usage(TokenUsage.of(1_000, 10))
                .prompt(PromptSections.builder()
                        .system(new PromptSections.Section(4_120, 990))
                        .repeats(new Repeat.Compared(Optional.of(repeat), Optional.empty()))
                        .build())
                .build();
    }

    @Test
    void brings_back_the_calls_of_each_prompt() {
        SimulatedAgent agent = new SimulatedAgent(1);
        SimulatedAgent guard = new SimulatedAgent(2);
        guard.system = 200;
        agent.reviewer = Optional.of(guard);
        TaskBaseline accepted = accepted(REVIEWS, agent.runs(5).runs());

        folder.write(BaselineExample.empty().with(REVIEWS, accepted));

        assertThat(folder.read().of(REVIEWS).flatMap(TaskBaseline::composition))
                .isEqualTo(accepted.composition())
                .get()
                .satisfies(composition ->
                        assertThat(composition.agent("").orElseThrow().groups()).hasSize(2));
    }

    @Test
    void reads_a_file_of_an_older_version_that_does_not_tell_what_tokens_were_spent_on() throws IOException {
        folder.write(baseline(REVIEWS, 100));
        String text = Files.readString(file);
        int from = text.indexOf("      \"composition\"");
        int to = text.indexOf("      \"measured\"");
        Files.writeString(file, text.substring(0, from) + text.substring(to));

        assertThat(folder.read().of(REVIEWS)).isPresent();
        assertThat(folder.read().of(REVIEWS).flatMap(TaskBaseline::composition)).isEmpty();
    }

    @Test
    void reads_a_file_of_version_1_in_which_each_task_tells_its_builds_and_how_long_runs_took() throws IOException {
        Files.createDirectories(folder.folder());
        Files.writeString(file, """
                {
                  "schemaVersion": 1,
                  "testClass": "com.acme.ReviewBenchmark",
                  "tasks": {
                    "reviews": {
                      "models": ["anthropic claude-x"],
                      "runs": { "attempted": 1, "succeeded": 1 },
                      "metrics": {
                        "total": { "n": 1, "mean": 100, "min": 100, "max": 100, "p50": 100, "p75": 100, "p90": 100,
                          "p95": 100, "p99": 100, "samples": [100] },
                        "latencyMs": { "n": 1, "mean": 250, "min": 250, "max": 250, "p50": 250, "p75": 250, "p90": 250,
                          "p95": 250, "p99": 250, "samples": [250] }
                      },
                      "sessions": [{ "id": "b1", "date": "2026-11-23T10:15:31Z", "commit": "0a1b2c3", "runs": 1 }],
                      "acceptances": [{ "date": "2026-11-23T10:15:31Z", "reason": "first baseline" }]
                    }
                  }
                }
                """);

        TaskBaseline read = folder.read().of(REVIEWS).orElseThrow();

        assertThat(samples(folder.read())).containsExactly(100);
        assertThat(read.builds())
                .containsExactly(
                        new BaselineBuild("b1", Instant.parse("2026-11-23T00:00:00Z"), Optional.of("0a1b2c3"), 1));
        assertThat(read.acceptances()).extracting(Acceptance::reason).containsExactly("first baseline");
    }

    @Test
    void accepting_the_same_runs_again_changes_no_byte() throws IOException {
        List<Run> runs = RunExample.runs(REVIEWS, 100, 115, 130);
        folder.write(baseline(REVIEWS, 100, 115, 130));
        byte[] before = Files.readAllBytes(file);

        TaskBaseline again = TaskBaseline.accept(
                new TaskRuns(REVIEWS, runs),
                RunExample.BUILD,
                "first baseline",
                folder.read().of(REVIEWS));

        assertThat(folder.write(folder.read().with(REVIEWS, again))).isEmpty();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void touches_only_files_that_change_and_deletes_those_without_tasks() {
        Baseline both = baseline(REVIEWS, 100).with(PLANS, accepted(PLANS, 7));
        Path plans = folder.folder().resolve("com.acme.PlanBenchmark.json");

        assertThat(folder.write(both)).containsExactlyInAnyOrder(file, plans);
        assertThat(folder.write(both)).isEmpty();
        assertThat(folder.write(both.without(PLANS))).containsExactly(plans);
        assertThat(plans).doesNotExist();
        assertThat(file).exists();
    }

    @Test
    void reads_nothing_from_a_folder_that_is_not_there() {
        assertThat(folder.read().tasks()).isEmpty();
    }

    @Test
    void keeps_a_summary_without_samples() throws IOException {
        folder.write(baseline(REVIEWS, 100, 115, 130));
        edit(",\n          \"samples\": [100, 115, 130]", "");

        MetricBaseline total = folder.read()
                .of(REVIEWS)
                .flatMap(task -> task.metric(Metric.TOTAL))
                .orElseThrow();

        assertThat(total.samples()).isEmpty();
        assertThat(total.summary().n()).isEqualTo(3);
        assertThat(total.summary().mean()).isEqualTo(115);
        assertThat(total.summary().standardDeviation()).hasValue(15);
        assertThat(folder.write(folder.read())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"mean\": 115|\"mean\": 114|the field \"tasks.reviews.metrics.total\" says n = 3 and mean = 114, but its samples are 3 with mean 115: the file was edited or merged by hand.",
                "\"n\": 3|\"n\": 4|the field \"tasks.reviews.metrics.total\" says n = 4 and mean = 115, but its samples are 3 with mean 115: the file was edited or merged by hand.",
                "\"n\": 3|\"n\": 0|the field \"tasks.reviews.metrics.total.n\" is 0, but a sample has at least 1 value.",
                "[100, 115, 130]|[100, -115, 130]|the field \"tasks.reviews.metrics.total.samples\" is -115, but nothing measured is below 0 or infinite.",
                "[100, 115, 130]|[100, 1e400, 130]|the field \"tasks.reviews.metrics.total.samples\" is 1E+400, but nothing measured is below 0 or infinite.",
                "[100, 115, 130]|[100, \"115\", 130]|line 36, column 28: the field \"tasks.reviews.metrics.total.samples[1]\" must be a number.",
                "[100, 115, 130]|[100, null, 130]|line 36, column 28: the field \"tasks.reviews.metrics.total.samples[1]\" must not be null.",
                "\"mean\": 115,||line 37, column 9: the field \"tasks.reviews.metrics.total.mean\" is missing.",
                "\"n\": 3,|\"n\": 3, \"N\": 3,|line 37, column 10: there is no field \"tasks.reviews.metrics.total.N\"; the fields here are estimable, max, mean, min, n, p50, p75, p90, p95, p99, samples, samplesOfBuilds, stddev.",
                "\"total\": {|\"tokens\": {|There is no metric 'tokens'. Use one of total, input, output, firstInput, cacheRead, cacheWrite, reasoning, calls, toolCalls, costUsd, latencyMs, timeToFirstTokenMs, cacheHitRate, retryRate, stablePrefix, or of a test's own count/<unit>, total/<unit>, costUsd/<unit> and value/<name>.",
                "\"callsOfRuns\": [1, 1, 1]|\"callsOfRuns\": [1, 1, 2]|the field \"tasks.reviews.composition\" does not add up. The runs have 4 call(s), but those at up to 32 positions are [3].",
                "\"callsOfRuns\": [1, 1, 1]|\"callsOfRuns\": [3, 1, -1]|the field \"tasks.reviews.composition\" does not add up. Nothing counted is below 0, but the numbers of calls of a run are [3, 1, -1].",
                "\"unseen\": [342]|\"unseen\": [342, 0]|the field \"tasks.reviews.composition\" does not add up. There are calls at 1 position(s), but the tokens of unseen are given for 2.",
                "\"unseen\":|\"seen\":|the field \"tasks.reviews.composition\" does not add up. There is no part 'seen' of a call. Use one of system, tools, responseFormat, history, toolResults, user, opaque, overhead, unseen, output, reasoning.",
                "\"2026-11-23\"|\"23.11.2026\"|a date in \"builds\" is '23.11.2026'; write it as 2026-11-23.",
                "\"build\": 1|\"build\": 2|the field \"tasks.reviews.measured\" refers to entry 2 of a list of 1: the file was edited or merged by hand.",
                "\"accepted\": [1]|\"accepted\": [0]|the field \"tasks.reviews.accepted\" refers to entry 0 of a list of 1: the file was edited or merged by hand.",
                "\"accepted\": [1]|\"acceptances\": []|the field \"tasks.reviews.acceptances\" is one of schema version 1, but the file is of version 3: the file was edited or merged by hand.",
                "\"reviews\": {|\" \": {|A task needs a test class and a name, but got 'com.acme.ReviewBenchmark' and ' '.",
                "ReviewBenchmark\"|RenamedBenchmark\"|the field \"testClass\" is com.acme.RenamedBenchmark, so the file must be named com.acme.RenamedBenchmark.json.",
                "[\"anthropic claude-x\"]|[\"anthropic claude-x\"]]|line 17, column 39: Unexpected close marker ']': expected '}' (for Object starting at line: 16, column: 16).",
                "\"schemaVersion\": 3|\"schemaVersion\": \"one\"|the field \"schemaVersion\" is missing, or is not a whole number from 1 on."
            })
    void names_the_place_the_problem_and_the_remedy_of_a_broken_file(String before, String after, String problem)
            throws IOException {
        folder.write(baseline(REVIEWS, 100, 115, 130));
        edit(before, after == null ? "" : after);

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ": " + problem + REMEDY);
    }

    @RepeatedTest(5)
    void of_several_broken_files_complains_of_the_first_by_name() throws IOException {
        Path files = Files.createDirectories(folder.folder());
        for (int i = 10; i < 30; i++) {
            Files.writeString(files.resolve("com.acme.Suite" + i + "Benchmark.json"), "{");
        }

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(files.resolve("com.acme.Suite10Benchmark.json") + ": ");
    }

    @Test
    void refuses_a_newer_schema_without_advising_to_delete_the_file() throws IOException {
        folder.write(baseline(REVIEWS, 100));
        edit("\"schemaVersion\": 3", "\"schemaVersion\": 4");

        assertThatThrownBy(folder::read)
                .isInstanceOf(NewerSchemaException.class)
                .hasMessageContainingAll(file + ": ", "schemaVersion is 4", "up to 3");
    }

    @Test
    void answers_every_cut_of_a_file_with_a_sentence() throws IOException {
        folder.write(baseline(REVIEWS, 100, 115, 130));
        String whole = Files.readString(file);

        for (int length = 0; length < whole.length() - 2; length += 7) {
            Files.writeString(file, whole.substring(0, length));
            assertThatThrownBy(folder::read)
                    .as("cut after %d characters", length)
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageEndingWith(REMEDY);
        }
    }

    @Test
    void names_a_folder_that_is_none() throws IOException {
        Path noFolder = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> new BaselineFolder(noFolder).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(noFolder + ": the folder of baselines cannot be read: ");
        assertThatThrownBy(() -> new BaselineFolder(noFolder).write(baseline(REVIEWS, 1)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cannot be written: ");
    }

    @Test
    void keeps_earlier_acceptances() {
        TaskBaseline first = accepted(REVIEWS, 100);
        TaskBaseline second = TaskBaseline.accept(
                new TaskRuns(REVIEWS, RunExample.runs(REVIEWS, 130)),
                RunExample.BUILD,
                "new retrieval step",
                Optional.of(first));

        assertThat(second.acceptances())
                .extracting(Acceptance::reason)
                .containsExactly("first baseline", "new retrieval step");
        assertThat(second.builds()).hasSize(1);
    }

    private void edit(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        int at = text.indexOf(before);
        Files.writeString(file, text.substring(0, at) + after + text.substring(at + before.length()));
    }

    private static double[] samples(Baseline baseline) {
        return baseline.of(REVIEWS)
                .flatMap(task -> task.metric(Metric.TOTAL))
                .orElseThrow()
                .samples();
    }
}
