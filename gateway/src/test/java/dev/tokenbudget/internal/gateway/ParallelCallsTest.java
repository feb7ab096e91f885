package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty children that call at once never spend more than their budget and one answer's output, and what fits is not refused. */
class ParallelCallsTest {

    private static final int CHILDREN = 20;

    private final ExecutorService children = Executors.newFixedThreadPool(CHILDREN);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        children.shutdownNow();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void stay_below_their_tokens_plus_one_answer() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 12_700L)), SessionBudget.unlimited());

        List<Integer> statuses = send(run, gateway(600, 400), "");

        // Twelve of 600 + 400 tokens, and one whose prompt still fits and whose answer does not.
        assertThat(total(run)).isEqualTo(13_000);
        assertThat(statuses)
                .containsOnly(200, 403)
                .filteredOn(status -> status == 200)
                .hasSize(13);
    }

    @Test
    void send_no_prompt_that_does_not_fit() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 12_500L)), SessionBudget.unlimited());

        List<Integer> statuses = send(run, gateway(600, 400), "");

        assertThat(total(run)).isEqualTo(12_000);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(12);
        assertThat(GatewayRun.end(run).stopped().orElseThrow().inWords())
                .isEqualTo("was stopped in run 1 after 12,000 tokens before a call whose prompt alone has at least 600"
                        + " tokens: its budget is 12,500 (maxTotal)");
    }

    @Test
    void stay_below_their_dollars_plus_one_answer() throws Exception {
        RunInProgress run = run(dollars("1.25"), SessionBudget.unlimited());

        // $1 and $5 a million: $0.02 and $0.08, of which twenty cost $2.00
        send(run, gateway(20_000, 16_000), "\"max_tokens\":16000,");

        BigDecimal cost =
                GatewayRun.end(run).priced(PriceList.bundled()).costUsd().orElseThrow();
        assertThat(cost).isEqualByComparingTo("1.30").isLessThanOrEqualTo(new BigDecimal("1.33"));
    }

    @Test
    void of_two_runs_stay_below_what_their_session_may_cost() throws Exception {
        SessionBudget session = new SessionBudget(dollars("1.25"), PriceList::bundled);
        RunInProgress first = run(Budget.NONE, session);
        RunInProgress second = run(Budget.NONE, session);
        Gateway gateway = gateway(20_000, 16_000);

        List<Future<Integer>> all = new ArrayList<>(begin(first, gateway, "", CHILDREN / 2));
        all.addAll(begin(second, gateway, "", CHILDREN / 2));
        statuses(all);

        BigDecimal cost = BigDecimal.ZERO;
        for (RunInProgress run : List.of(first, second)) {
            cost = cost.add(
                    GatewayRun.end(run).priced(PriceList.bundled()).costUsd().orElseThrow());
        }
        assertThat(cost).isEqualByComparingTo("1.30");
    }

    @Test
    void are_all_sent_where_all_fit_whatever_they_might_have_used() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 20_000L)), SessionBudget.unlimited());

        List<Integer> statuses = send(run, gateway(600, 400), "\"max_tokens\":8192,");

        assertThat(statuses).containsOnly(200);
        assertThat(GatewayRun.end(run).stopped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void of_any_size_stay_below_their_limit_plus_one_answer_and_are_stopped_by_one_that_does_not_fit(long seed)
            throws Exception {
        Random sizes = new Random(seed);
        long limit = 8_000 + sizes.nextInt(8_000);
        List<String> prompts = Stream.generate(() -> "word ".repeat(20 + sizes.nextInt(600)))
                .limit(CHILDREN)
                .toList();
        List<Integer> answers =
                Stream.generate(() -> 1 + sizes.nextInt(900)).limit(CHILDREN).toList();
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, limit)), SessionBudget.unlimited());
        Gateway gateway = gateway((request, wire) -> {
            int child = Integer.parseInt(request.text().replaceFirst("(?s).*I am child (\\d+) .*", "$1"));
            wire.json(200, answer(inputOf(prompts.get(child)), answers.get(child)));
        });

        List<Integer> statuses = statuses(begin(run, gateway, "\"max_tokens\":900,", prompts));

        assertThat(total(run)).isLessThanOrEqualTo(limit + 900);
        long largestRefused = IntStream.range(0, CHILDREN)
                .filter(child -> statuses.get(child) == 403)
                .mapToLong(child -> inputOf(prompts.get(child)))
                .max()
                .orElse(Long.MAX_VALUE);
        GatewayRun.end(run)
                .stopped()
                .ifPresent(
                        stop -> assertThat(limit - stop.used().longValueExact()).isLessThan(largestRefused));
    }

    /** A provider that counts a fifth more than is known of its vocabulary, and adds a hidden prompt. */
    private static long inputOf(String prompt) {
        return 300 + Math.round(1.2 * prompt.length() / "word ".length());
    }

    @Test
    void stay_below_a_number_of_calls() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.CALLS, 7L)), SessionBudget.unlimited());

        List<Integer> statuses = send(run, gateway(600, 400), "");

        assertThat(statuses)
                .containsOnly(200, 403)
                .filteredOn(status -> status == 200)
                .hasSize(7);
    }

    @Test
    void wait_for_no_answer_that_tells_nothing() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 12_500L)), SessionBudget.unlimited());

        List<Integer> statuses = send(run, gateway((request, wire) -> wire.json(200, "{\"id\":\"msg\"}")), "");

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void give_back_what_was_kept_for_a_call_that_was_refused_or_cut() throws Exception {
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 12_500L)), SessionBudget.unlimited());
        Gateway gateway = gateway((request, wire) -> {
            if (request.text().contains("child 1")) {
                wire.json(429, "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"wait\"}}");
            } else if (request.text().contains("child 5")) {
                wire.cut();
            } else {
                wire.json(200, answer(600, 400));
            }
        });

        List<Integer> statuses = send(run, gateway, "\"max_tokens\":8192,");

        // Children 1 and 10 to 19 were refused by the provider, and one was cut.
        assertThat(statuses).doesNotContain(403);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(8);
    }

    @Test
    void are_not_sent_once_their_client_has_left() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Provider provider = new Provider((request, wire) -> {
            asked.countDown();
            mayAnswer.await();
            wire.json(200, answer(600, 400));
        });
        Gateway gateway = gateway(provider);
        RunInProgress run = run(Budget.of(Map.of(Metric.TOTAL, 12_500L)), SessionBudget.unlimited());
        List<Future<Integer>> first = begin(run, gateway, "", 1);
        asked.await();

        askAndLeave(URI.create(gateway.open(run).rootUrl("anthropic") + "/v1/messages"));
        // It looks a few times a second whether a client that waits is still there.
        TimeUnit.SECONDS.sleep(2);
        mayAnswer.countDown();

        statuses(first);
        assertThat(provider.requests).hasSize(1);
        assertThat(GatewayRun.end(run).calls()).hasSize(1);
    }

    private static void askAndLeave(URI url) throws IOException {
        String body = "{\"model\":\"claude-haiku-4-5\",\"messages\":[]}";
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long total(RunInProgress run) {
        return run.callsSoFar().stream()
                .map(ModelCall::usage)
                .mapToLong(usage -> usage.total().orElseThrow())
                .sum();
    }

    private List<Integer> send(RunInProgress run, Gateway gateway, String settings) throws Exception {
        return statuses(begin(run, gateway, settings, CHILDREN));
    }

    private static List<Integer> statuses(List<Future<Integer>> begun) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> child : begun) {
            statuses.add(child.get());
        }
        return statuses;
    }

    private List<Future<Integer>> begin(RunInProgress run, Gateway gateway, String settings, int number) {
        return begin(run, gateway, settings, Collections.nCopies(number, ""));
    }

    private List<Future<Integer>> begin(RunInProgress run, Gateway gateway, String settings, List<String> prompts) {
        String url = gateway.open(run).rootUrl("anthropic") + "/v1/messages";
        return IntStream.range(0, prompts.size())
                .mapToObj(child -> children.submit(() -> {
                    HttpResponse<byte[]> answer = Client.post(
                            url,
                            "{\"model\":\"claude-haiku-4-5\"," + settings
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"I am child " + child + " "
                                    + prompts.get(child) + "\"}]}");
                    return answer.statusCode();
                }))
                .toList();
    }

    private Gateway gateway(long input, long output) {
        return gateway((request, wire) -> wire.json(200, answer(input, output)));
    }

    private Gateway gateway(Provider.Answer answer) {
        return gateway(new Provider(answer));
    }

    private Gateway gateway(Provider provider) {
        Gateway gateway = Gateway.start(Upstreams.publicDefaults().with("anthropic", provider.url()));
        opened.add(gateway);
        opened.add(provider);
        return gateway;
    }

    private static String answer(long input, long output) {
        return "{\"id\":\"msg_" + System.nanoTime()
                + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"content\":[],"
                + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":" + input + ",\"output_tokens\":" + output
                + "}}";
    }

    private static Budget dollars(String usd) {
        return new Budget(Map.of(Metric.COST_USD, new BigDecimal(usd)));
    }

    private static RunInProgress run(Budget budget, SessionBudget session) {
        return new RunInProgress(
                new TaskId("example.Benchmark", "task"),
                1,
                Instant.now(),
                new RunBudget(budget, session, PriceList::bundled),
                Duration.ZERO,
                loose -> {});
    }
}
