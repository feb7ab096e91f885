package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A provider may add text of its own to a prompt, and have a vocabulary of its own: neither changes what is said of a change
 * of the agent, but for the size of what the provider adds.
 */
class CountingOfProvidersTest {

    private static final List<String> HIDDEN = List.of("0", "346", "700");
    private static final List<String> SLOPES = List.of("0.9", "1.0", "1.1");

    @TempDir
    Path folder;

    private int builds;

    @AfterEach
    void count_plainly_and_plant_nothing() {
        System.clearProperty("suite.regression");
        System.clearProperty("suite.hiddenTokens");
        System.clearProperty("suite.slope");
    }

    @ParameterizedTest
    @EnumSource(names = {"LONGER_SYSTEM_PROMPT", "THREE_MORE_TOOLS", "RETRIES"})
    void changes_nothing_that_is_said_of_a_regression(Regression regression) {
        assertThat(told(regression, "700", "1.1")).isEqualTo(told(regression, "0", "1.0"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LONGER_SYSTEM_PROMPT", "THREE_MORE_TOOLS", "RETRIES"})
    void hides_tokens_without_changing_how_much_larger_calls_became(Regression regression) {
        assertThat(sizes(regression, "700")).isEqualTo(sizes(regression, "0"));
    }

    /** Nine builds and their baselines for each regression: too long for every build, see docs/benchmark-suites.md. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "suite.everyCounting",
            matches = "true",
            disabledReason = "takes minutes: mvn test -Pevery-counting")
    void changes_nothing_that_is_said_of_any_regression(Regression regression) {
        Told plain = told(regression, "0", "1.0");
        for (String hidden : HIDDEN) {
            for (String slope : SLOPES) {
                assertThat(told(regression, hidden, slope))
                        .as(hidden + " hidden tokens, slope " + slope)
                        .isEqualTo(plain);
            }
        }
        hides_tokens_without_changing_how_much_larger_calls_became(regression);
    }

    @Test
    void is_told_as_the_providers_overhead() {
        assertThat(overheadOfCall("700", "1.0") - overheadOfCall("0", "1.0")).isEqualTo(700);
    }

    /**
     * What a build says of a task.
     *
     * @param verdict the kind of verdict, and what it does to the build
     * @param causes the kinds of causes with the agents that they are of, the most important first
     * @param sections tokens of each part but the overhead, by agent and position, before and after
     */
    private record Told(String verdict, List<String> causes, List<SortedMap<String, List<BigInteger>>> sections) {}

    private Told told(Regression regression, String hidden, String slope) {
        JudgedTask task = judged(regression, hidden, slope);
        return new Told(
                task.verdict().itself().getClass().getSimpleName() + " " + task.severity(),
                task.explanation().stream()
                        .map(Explanation::causes)
                        .flatMap(List::stream)
                        .filter(cause -> cause.kind() != Cause.Kind.OVERHEAD)
                        .map(CountingOfProvidersTest::named)
                        .toList(),
                List.of(
                        sections(task.comparison()
                                .before()
                                .orElseThrow()
                                .composition()
                                .orElseThrow()),
                        sections(Composition.of(task.comparison().after().orElseThrow())
                                .orElseThrow())));
    }

    /**
     * Return what each cause adds to a run, by a provider that counts texts as this project does and hides tokens. Calls that
     * were added are left out: each brings an overhead of its own.
     */
    private List<String> sizes(Regression regression, String hidden) {
        return judged(regression, hidden, "1.0").explanation().stream()
                .map(Explanation::causes)
                .flatMap(List::stream)
                .filter(cause -> cause.kind() != Cause.Kind.OVERHEAD && cause.kind() != Cause.Kind.CALLS)
                .map(cause -> named(cause) + " " + cause.tokens())
                .toList();
    }

    private static String named(Cause cause) {
        return cause.kind() + " of "
                + cause.agents().stream().map(Cause.AgentShare::agent).toList();
    }

    private static SortedMap<String, List<BigInteger>> sections(Composition composition) {
        SortedMap<String, List<BigInteger>> sections = new TreeMap<>();
        composition.agents().forEach((name, agent) -> {
            for (Part part : Part.values()) {
                if (part != Part.OVERHEAD) {
                    sections.put(name + " " + part, agent.tokens(part));
                }
            }
        });
        return sections;
    }

    private double overheadOfCall(String hidden, String slope) {
        TaskRuns runs = judged(Regression.LONGER_SYSTEM_PROMPT, hidden, slope)
                .comparison()
                .after()
                .orElseThrow();
        AgentComposition agent =
                Composition.of(runs).orElseThrow().agents().values().iterator().next();
        return agent.sum(Part.OVERHEAD).doubleValue() / agent.calls();
    }

    private JudgedTask judged(Regression regression, String hidden, String slope) {
        ExampleTasks task = ExampleTasks.worsenedBy(regression);
        System.setProperty("suite.hiddenTokens", hidden);
        System.setProperty("suite.slope", slope);
        System.clearProperty("suite.regression");
        Baseline baseline = JudgedBuild.accepted(task, folder.resolve("before-" + builds));
        System.setProperty("suite.regression", regression.settingValue());
        Comparison comparison = JudgedBuild.against(baseline, task, folder.resolve("after-" + builds++));
        return comparison.tasks().get(0);
    }
}
