package dev.tokenbudget.suites.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.VerdictKind;
import dev.tokenbudget.suites.planted.PlannedBuild.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What builds say of planted changes, against what the provider charged: five runs before and after, which differ in nothing
 * else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class PlantedChangesTest {

    private static final Map<String, String> RULES =
            Map.of("tokenbudget.mode", "exact", "tokenbudget.tolerance", "+1%", "tokenbudget.rule.1.metric", "costUsd");

    private static final Provider PLAIN = new Provider(new ChatWire(), 0, 1.0);

    private static final Provider OTHERWISE = new Provider(new MessagesWire(), 346, 0.9);

    /** All changes with all providers take minutes: mvn test -Pevery-counting. */
    private static final boolean ALL = Boolean.getBoolean("suite.everyCounting");

    private static final List<Provider> PROVIDERS = ALL
            ? List.of(
                    PLAIN, new Provider(new ChatWire(), 346, 0.9), new Provider(new MessagesWire(), 0, 1.0), OTHERWISE)
            : List.of(PLAIN, OTHERWISE);

    /** Of the class: a folder of an instance is another one for each test, and deleted with it. */
    @TempDir
    static Path folder;

    private final Map<List<Object>, PlannedBuild> builds = new ConcurrentHashMap<>();
    private final AtomicInteger folders = new AtomicInteger();
    private final Map<List<Object>, Build> compared = new ConcurrentHashMap<>();

    /** A planted change, as it was measured and as it is explained. */
    private record Build(Ledger before, Ledger after, JudgedTask task) {

        Explanation explanation() {
            return task.explanation().orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("named")
    void names_what_was_planted_first(Planted planted, Provider provider) {
        FirstLine line = FirstLine.of(build(planted, provider).task());

        assertThat(line.named())
                .as(line.sentence())
                .contains(planted.truth().named())
                .satisfies(named -> assertThat(planted.truth().figures())
                        .allSatisfy(words -> assertThat(named).contains(words)));
        assertThat(planted.truth().also())
                .allSatisfy(words -> assertThat(line.sentence()).contains(words));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tokens_and_dollars_add_up_to_what_the_provider_counted(Planted planted, Provider provider) {
        Build build = build(planted, provider);
        BigDecimal tokens = build.after().tokens().subtract(build.before().tokens());
        BigDecimal dollars = build.after().dollars().subtract(build.before().dollars());
        List<Cause> causes = build.explanation().causes();

        assertThat(new BigDecimal(build.explanation().tokens())).isEqualByComparingTo(rounded(tokens));
        assertThat(causes.stream().map(Cause::tokens).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(build.explanation().tokens());
        assertThat(build.explanation().usd().orElseThrow()).isEqualByComparingTo(dollars);
        assertThat(causes.stream().map(cause -> cause.usd().orElseThrow()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(dollars);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void what_runs_use_and_cost_is_what_the_provider_charged(Planted planted, Provider provider) {
        Build build = build(planted, provider);

        assertThat(build.task().comparison().meanOf(Metric.TOTAL))
                .isEqualTo(build.after().tokens().doubleValue());
        assertThat(BigDecimal.valueOf(build.task().comparison().meanOf(Metric.COST_USD))
                        .setScale(12, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(build.after().dollars().setScale(12, RoundingMode.HALF_EVEN));
    }

    /** Where the provider counts as the estimate does, the cause has the very tokens of what was planted. */
    @ParameterizedTest
    @MethodSource("measurable")
    void the_first_cause_has_the_tokens_of_what_was_planted(Planted planted) {
        Build build = build(planted, PLAIN);
        BigDecimal planting = planted.truth()
                .tokens()
                .map(of -> of.apply(build.after()).subtract(of.apply(build.before())))
                .orElseThrow();

        assertThat(new BigDecimal(build.explanation().causes().get(0).tokens()))
                .isEqualByComparingTo(rounded(planting));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void an_added_judge_changes_nothing(Provider provider) {
        Build build = build(Planted.JUDGE_ADDED, provider);

        assertThat(build.task().verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(build.explanation().causes()).isEmpty();
        assertThat(build.explanation().facts()).isEmpty();
    }

    @Test
    void says_what_the_page_on_planted_changes_shows() throws IOException {
        List<String> rows = Arrays.stream(Planted.values())
                .map(planted -> "| `%s` | %s | %s |"
                        .formatted(
                                planted.settingName(),
                                planted.words(),
                                FirstLine.of(build(planted, PLAIN).task())
                                        .sentence()
                                        .replace("|", "\\|")))
                .toList();

        assertThat(Files.readAllLines(Path.of("../docs/planted.md")).stream()
                        .dropWhile(line -> !line.startsWith("|---"))
                        .skip(1)
                        .takeWhile(line -> line.startsWith("|")))
                .as(String.join("\n", rows))
                .isEqualTo(rows);
    }

    static Stream<Arguments> changes() {
        return Arrays.stream(Planted.values())
                .flatMap(planted -> providers()
                        .filter(provider -> ALL || provider.equals(PLAIN) || Planted.ONE_OF_EACH_KIND.contains(planted))
                        .map(provider -> Arguments.of(planted, provider)));
    }

    static Stream<Arguments> named() {
        return changes().filter(change -> change.get()[0] != Planted.JUDGE_ADDED);
    }

    static Stream<Planted> measurable() {
        return Arrays.stream(Planted.values())
                .filter(planted -> planted.truth().tokens().isPresent());
    }

    static Stream<Provider> providers() {
        return PROVIDERS.stream();
    }

    private Build build(Planted planted, Provider provider) {
        return compared.computeIfAbsent(List.of(planted, provider), absent -> compared(planted, provider));
    }

    private Build compared(Planted planted, Provider provider) {
        PlannedBuild before = build(planted.before(), provider);
        PlannedBuild after = build(planted.after(), provider);
        return new Build(before.charged(), after.charged(), after.against(before.accepted(), RULES));
    }

    private PlannedBuild build(Plan plan, Provider provider) {
        return builds.computeIfAbsent(
                List.of(plan, provider),
                planned -> PlannedBuild.of(
                        plan, provider, folder.resolve("build-" + folders.incrementAndGet()), 5, number -> Noise.NONE));
    }

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_EVEN);
    }
}
