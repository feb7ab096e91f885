package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.gateway.WireRequest.Tool;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of an agent whose requests no longer repeat the ones before. */
class StablePrefixTest {

    private static final String RULES = IntStream.range(0, 80)
            .mapToObj(i -> "Rule " + i + " of this review is that clause " + (i * 7) + " holds.")
            .collect(Collectors.joining(" "));

    private static final List<Tool> TOOLS = List.of(Tool.named("search"), Tool.named("read"));

    private static final List<String> SAID =
            List.of("the task", "first query", "a result", "and now", "second query", "another result", "well");

    private static final TaskId TASK = new TaskId("example.Benchmark", "task");

    private static final AtomicInteger REFUSALS = new AtomicInteger();

    private static final String NO_CACHE = "{'choices':[],'usage':{'prompt_tokens':1000,'completion_tokens':9}}";
    private static final String CACHED =
            NO_CACHE.replace("'completion", "'prompt_tokens_details':{'cached_tokens':900},'completion");
    private static final String MISSED = CACHED.replace("900", "0");

    @Test
    void is_nearly_the_whole_request_of_an_agent_that_only_goes_on() throws Exception {
        assertThat(prefix(call -> RULES)).isGreaterThan(0.97);
    }

    @Test
    void ends_where_a_time_stands() throws Exception {
        assertThat(prefix(call -> "At 10:0" + call + ". " + RULES)).isLessThan(0.1);
        assertThat(prefix(call -> RULES + " At 10:0" + call + ". " + RULES)).isBetween(0.4, 0.6);
        assertThat(prefix(call -> RULES + " At 10:0" + call)).isGreaterThan(0.9);
    }

    @Test
    void ends_at_a_picture_that_changes_though_the_text_around_it_does_not() throws Exception {
        String request = "{'model':'m','messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://a.example/%d.png'}},"
                + "{'type':'text','text':'" + RULES + "'}]}]}";

        assertThat(prefixOf(json(request.formatted(1)), json(request.formatted(1))))
                .isEqualTo(1);
        assertThat(prefixOf(json(request.formatted(1)), json(request.formatted(2))))
                .isLessThan(0.1);
    }

    @Test
    void is_unknown_of_a_single_request() throws Exception {
        try (Provider provider = Provider.answering(json(NO_CACHE));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(WireRequest.CHAT.path), request(RULES, 1));

            assertThat(Metric.STABLE_PREFIX.of(GatewayRun.end(gateway.run))).isEmpty();
        }
    }

    @Test
    void is_the_same_where_a_request_is_refused_and_sent_again() throws Exception {
        REFUSALS.set(1);
        try (Provider provider = new Provider((request, wire) -> {
                    boolean isRefused = request.text().contains("first query") && REFUSALS.getAndDecrement() > 0;
                    wire.json(isRefused ? 429 : 200, json(isRefused ? "{'error':{'message':'slow down'}}" : NO_CACHE));
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(WireRequest.CHAT.path), request("At 10:01. " + RULES, 1));
            Client.post(gateway.url(WireRequest.CHAT.path), request("At 10:02. " + RULES, 3));
            Client.post(gateway.url(WireRequest.CHAT.path), request("At 10:02. " + RULES, 3));
            Run run = GatewayRun.end(gateway.run);

            assertThat(run.billedCalls()).hasSize(2);
            assertThat(Metric.STABLE_PREFIX.of(run).orElseThrow()).isLessThan(0.1);
        }
    }

    @Test
    void that_breaks_is_why_cache_hits_are_lost() throws Exception {
        Explanation explanation = explained(CACHED, call -> RULES, MISSED, call -> "Now: 10:0" + call + ". " + RULES);

        assertThat(explanation.sentence())
                .startsWith("+0.0 %: cache hits lost: 90 % → 0 % of the input was read from a cache, because the system"
                        + " prompt differs at character 10 of 3,")
                .endsWith(" from call to call, it looks like a time; the tokens did not move.");
        assertThat(explanation.costly()).first().asString().contains("it looks like a time");
        assertThat(explanation.facts()).extracting(Fact::kind).contains(Fact.Kind.PREFIX_BROKEN);
    }

    @Test
    void that_breaks_is_told_where_the_provider_has_no_cache() throws Exception {
        Explanation explanation =
                explained(NO_CACHE, call -> RULES, NO_CACHE, call -> "Now: 10:0" + call + ". " + RULES);

        assertThat(sentences(explanation, Fact.Kind.PREFIX_BROKEN))
                .singleElement()
                .asString()
                .matches(
                        "the stable prefix broke: 99\\.\\d % → \\d % of a request repeats the one before: the system prompt differs"
                                + " at character 10 of 3,\\d+ from call to call, it looks like a time");
        assertThat(explanation.sentence()).contains("the stable prefix broke");
        assertThat(explanation.costly()).noneMatch(clause -> clause.contains("stable prefix"));
    }

    @Test
    void that_differs_from_run_to_run_alone_is_told() throws Exception {
        AtomicInteger job = new AtomicInteger(11);
        Explanation explanation = explained(
                NO_CACHE,
                call -> RULES,
                NO_CACHE,
                call -> "Job " + (call == 0 ? job.incrementAndGet() : job.get()) + ". " + RULES);

        assertThat(sentences(explanation, Fact.Kind.PREFIX_BROKEN))
                .singleElement()
                .asString()
                .matches(
                        "the stable prefix broke: \\d+ % → \\d+ % of a request repeats that of the run before: the system prompt"
                                + " differs at character 6 of 3,\\d+ from run to run, it looks like a number");
    }

    @Test
    void that_is_mended_is_told() throws Exception {
        Explanation explanation =
                explained(NO_CACHE, call -> "Now: 10:0" + call + ". " + RULES, NO_CACHE, call -> RULES);

        assertThat(sentences(explanation, Fact.Kind.PREFIX_MENDED))
                .singleElement()
                .asString()
                .matches("the stable prefix is longer: \\d % → 99\\.\\d % of a request repeats the one before");
        assertThat(sentences(explanation, Fact.Kind.PREFIX_BROKEN)).isEmpty();
    }

    @Test
    void that_stays_or_was_broken_before_is_no_news() throws Exception {
        IntFunction<String> broken = call -> "Now: 10:0" + call + ". " + RULES;

        assertThat(explained(NO_CACHE, call -> RULES, NO_CACHE, call -> RULES).facts())
                .isEmpty();
        assertThat(explained(NO_CACHE, broken, NO_CACHE, broken).facts()).isEmpty();
    }

    private static List<String> sentences(Explanation explanation, Fact.Kind kind) {
        return explanation.facts().stream()
                .filter(fact -> fact.kind() == kind)
                .map(Fact::sentence)
                .toList();
    }

    private static Explanation explained(
            String answerBefore, IntFunction<String> before, String answer, IntFunction<String> after)
            throws Exception {
        return Explanation.of(composition(answerBefore, before), composition(answer, after));
    }

    private static Composition composition(String answer, IntFunction<String> system) throws Exception {
        return Composition.of(new TaskRuns(TASK, runs(answer, system))).orElseThrow();
    }

    private static double prefix(IntFunction<String> system) throws Exception {
        return Metric.STABLE_PREFIX.of(runs(NO_CACHE, system).get(0)).orElseThrow();
    }

    private static double prefixOf(String... requests) throws Exception {
        try (Provider provider = Provider.answering(json(NO_CACHE));
                GatewayRun gateway = new GatewayRun(provider)) {
            for (String request : requests) {
                Client.post(gateway.url(WireRequest.CHAT.path), request);
            }
            return Metric.STABLE_PREFIX.of(GatewayRun.end(gateway.run)).orElseThrow();
        }
    }

    /** Return three runs of a loop of four calls. */
    private static List<Run> runs(String answer, IntFunction<String> system) throws Exception {
        List<Run> runs = new ArrayList<>();
        try (Provider provider = Provider.answering(json(answer));
                GatewayRun gateway = new GatewayRun(provider)) {
            for (int number = 0; number < 3; number++) {
                RunInProgress run = gateway.newRun();
                String url = gateway.gateway.open(run).rootUrl(GatewayRun.UPSTREAM) + WireRequest.CHAT.path;
                for (int call = 0; call < 4; call++) {
                    Client.post(url, request(system.apply(call), 2 * call + 1));
                }
                runs.add(GatewayRun.end(run));
            }
        }
        return runs;
    }

    private static String request(String system, int messages) {
        return json(WireRequest.CHAT.of(system, TOOLS, SAID.subList(0, messages)));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
