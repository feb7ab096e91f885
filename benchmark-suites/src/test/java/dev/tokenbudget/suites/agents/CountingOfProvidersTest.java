package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Causes that are whole calls: what the provider adds to these is among their tokens. */
    /** What the provider adds, and what moves the cost alone. */
    private static final Set<Cause.Kind> NOT_COMPARED =
            Set.of(Cause.Kind.OVERHEAD, Cause.Kind.CACHE, Cause.Kind.MODEL, Cause.Kind.PRICES);

    private static final Set<Cause.Kind> OF_CALLS =
            Set.of(Cause.Kind.CALLS, Cause.Kind.AGENT_ADDED, Cause.Kind.AGENT_REMOVED);

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
        Told plain = told(regression, "0", "1.0");

        assertSame(told(regression, "346", "0.9"), plain, "346 hidden tokens, slope 0.9");
        assertSame(told(regression, "700", "1.1"), plain, "700 hidden tokens, slope 1.1");
    }

    /**
     * Nine builds and their baselines for each regression: too long for every build, see docs/benchmark-suites.md. Numbered
     * lines are left out: they add a fifth to a run, which is within the tolerance where 700 tokens more are in each call.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NUMBERED_LINES")
    @EnabledIfSystemProperty(
            named = "suite.everyCounting",
            matches = "true",
            disabledReason = "takes minutes: mvn test -Pevery-counting")
    void changes_nothing_that_is_said_of_any_regression(Regression regression) {
        Told plain = told(regression, "0", "1.0");
        for (String hidden : HIDDEN) {
            for (String slope : SLOPES) {
                assertSame(told(regression, hidden, slope), plain, hidden + " hidden tokens, slope " + slope);
            }
        }
    }

    @Test
    void is_told_as_the_providers_overhead() {
        assertThat(overheadOfCall("700", "1.0") - overheadOfCall("0", "1.0")).isEqualTo(700);
    }

    /**
     * What a build says of a task.
     *
     * @param verdict the kind of verdict, and what it does to the build
     * @param causes what each cause but the overhead adds to a run, with the agents that it is of, the most important first; of
     *     calls and agents that were added or removed, what their texts and answers add or take: they have an overhead of their own
     * @param sections tokens of each part but the overhead, by agent and position, before and after
     */
    private record Told(String verdict, List<ToldCause> causes, List<SortedMap<String, List<BigInteger>>> sections) {}

    private record ToldCause(String kind, List<String> agents, Long tokens) {}

    /** Causes are rounded so that they add up, and the overhead is among them: another one moves a cause by one token at most. */
    private static void assertSame(Told told, Told plain, String counting) {
        assertThat(told)
                .as(counting)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> Math.abs(one - other) <= 1, Long.class)
                .isEqualTo(plain);
    }

    private Told told(Regression regression, String hidden, String slope) {
        JudgedTask task = judged(regression, hidden, slope);
        return new Told(
                task.verdict().kind()
                        + (task.statement().contains("(structural: ") ? " structural " : " ")
                        + task.severity(),
                task.explanation().stream()
                        .map(Explanation::causes)
                        .flatMap(List::stream)
                        .filter(cause -> !NOT_COMPARED.contains(cause.kind()))
                        .map(cause -> new ToldCause(
                                cause.kind().name(),
                                cause.agents().stream()
                                        .map(Cause.AgentShare::agent)
                                        .toList(),
                                withoutOverhead(cause, task)))
                        .toList(),
                List.of(sections(before(task)), sections(after(task))));
    }

    /**
     * Return the tokens of {@code cause}, those aside that the provider adds to calls which were not made before, or added to
     * calls which are made no more: calls bring their overhead with them, and those of an agent that was removed take it away.
     */
    private static long withoutOverhead(Cause cause, JudgedTask task) {
        double overhead = OF_CALLS.contains(cause.kind())
                ? cause.agents().stream()
                        .mapToDouble(share -> overheadOfFurtherCalls(share.agent(), before(task), after(task)))
                        .sum()
                : 0;
        return Math.round(cause.tokens().doubleValue() - overhead);
    }

    /** Return what calls beyond those of {@code before} add to the overhead of a run, or fewer take from it, by position. */
    private static double overheadOfFurtherCalls(String agent, Composition before, Composition after) {
        double overhead = 0;
        for (int position = 0; position < AgentComposition.POSITIONS; position++) {
            CallsOfRun known = CallsOfRun.of(agent, position, before);
            CallsOfRun now = CallsOfRun.of(agent, position, after);
            double ofCall = known.number() == 0 || now.number() == 0
                    ? known.overheadOfCall() + now.overheadOfCall()
                    : (known.overheadOfCall() + now.overheadOfCall()) / 2;
            overhead += (now.number() - known.number()) * ofCall;
        }
        return overhead;
    }

    /** How many calls a run makes at a position, and the overhead of each. */
    private record CallsOfRun(double number, double overheadOfCall) {

        static CallsOfRun of(String agent, int position, Composition composition) {
            return Optional.ofNullable(composition.agents().get(agent))
                    .filter(calls -> position < calls.callsByPosition().size())
                    .map(calls -> new CallsOfRun(
                            (double) calls.callsByPosition().get(position) / composition.runs(),
                            calls.tokens(Part.OVERHEAD).get(position).doubleValue()
                                    / calls.callsByPosition().get(position)))
                    .orElse(new CallsOfRun(0, 0));
        }
    }

    private static Composition before(JudgedTask task) {
        return task.comparison().before().orElseThrow().composition().orElseThrow();
    }

    private static Composition after(JudgedTask task) {
        return Composition.of(task.comparison().after().orElseThrow()).orElseThrow();
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
        AgentComposition agent = after(judged(Regression.LONGER_SYSTEM_PROMPT, hidden, slope))
                .agents()
                .values()
                .iterator()
                .next();
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
