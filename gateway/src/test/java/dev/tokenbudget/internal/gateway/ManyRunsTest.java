package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Many agents, many runs, one client object: every call on its own run, none twice, none lost. An agent names its run as
 * the request's {@code user}, and the provider bills more for each next response, whose id it gives once.
 */
class ManyRunsTest {

    private static final int RUNS = 16;
    private static final int THREADS = 64;
    private static final int CALLS_A_THREAD = 100;

    private final Map<String, Bill> bills = new ConcurrentHashMap<>();
    private final AtomicLong responses = new AtomicLong();

    @AutoClose
    private final Provider provider = new Provider((request, wire) -> {
        String user = request.text().replaceAll(".*\"user\":\"([^\"]*)\".*", "$1");
        long tokens = responses.incrementAndGet();
        String id = "chatcmpl-" + tokens;
        bills.put(id, new Bill(user, tokens));
        wire.json(
                200,
                "{\"id\":\"" + id + "\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":" + tokens
                        + ",\"completion_tokens\":0,\"total_tokens\":" + tokens + "}}");
    });

    @AutoClose
    private final GatewayRun gateway = new GatewayRun(provider);

    private final List<RunInProgress> runs =
            IntStream.range(0, RUNS).mapToObj(i -> gateway.newRun()).toList();

    private final List<String> baseUrls = runs.stream()
            .map(run -> gateway.gateway.open(run).baseUrl("openai"))
            .toList();

    @Test
    void charges_every_call_of_64_threads_to_its_own_run() {
        chargesEveryCallOn(Executors.newFixedThreadPool(THREADS));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
    void charges_every_call_of_virtual_threads_to_its_own_run() throws Exception {
        chargesEveryCallOn((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    private void chargesEveryCallOn(ExecutorService threads) {
        try {
            callInChains(threads);
        } finally {
            threads.shutdownNow();
        }

        thenEveryCallIsOnItsRun();
    }

    @Test
    void charges_or_reports_every_call_of_agents_that_share_an_official_client() {
        Deque<RunRegistry.Scope> scopes = new ArrayDeque<>();
        RunRegistry.sendLooseCallsTo(gateway.loose::add);
        OpenAIClient shared = OpenAIOkHttpClient.builder()
                .apiKey("none")
                .baseUrl(gateway.gateway.sharedBaseUrl("openai"))
                .maxRetries(0)
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            runs.forEach(run -> scopes.push(RunRegistry.enter(run)));
            callByTurns(shared, threads);
        } finally {
            threads.shutdownNow();
            shared.close();
            scopes.forEach(RunRegistry.Scope::close);
            RunRegistry.sendLooseCallsTo(call -> {});
        }

        assertThat(gateway.loose)
                .hasSize(THREADS * CALLS_A_THREAD / 2)
                .allMatch(loose -> loose.reason() == LooseCall.Reason.UNATTRIBUTED);
        Map<String, Bill> accounted = chargedToRuns(THREADS * CALLS_A_THREAD / 2 / RUNS);
        gateway.loose.forEach(loose -> account(accounted, "nobody", loose.call()));
        assertThat(accounted).isEqualTo(bills);
    }

    /** Each chain of calls hops between threads: a call's continuation sends the next one. */
    private void callInChains(ExecutorService threads) {
        HttpClient shared = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        List<CompletableFuture<Void>> chains = new ArrayList<>();
        for (int chain = 0; chain < THREADS; chain++) {
            int run = chain % RUNS;
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrls.get(run) + "/chat/completions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[],\"user\":\"" + run + "\"}"))
                    .build();
            CompletableFuture<Void> calls = CompletableFuture.completedFuture(null);
            for (int i = 0; i < CALLS_A_THREAD; i++) {
                calls = calls.thenComposeAsync(before -> shared.sendAsync(request, BodyHandlers.discarding()), threads)
                        .thenAccept(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            }
            chains.add(calls);
        }
        CompletableFuture.allOf(chains.toArray(CompletableFuture[]::new)).join();
    }

    /** Every thread calls by the URL of its run and by the one that all runs share, in turn. */
    private void callByTurns(OpenAIClient shared, ExecutorService threads) {
        List<CompletableFuture<Void>> agents = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int run = thread % RUNS;
            OpenAIClient ofRun = shared.withOptions(options -> options.baseUrl(baseUrls.get(run)));
            agents.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < CALLS_A_THREAD / 2; i++) {
                            call(ofRun, String.valueOf(run));
                            call(shared, "nobody");
                        }
                    },
                    threads));
        }
        CompletableFuture.allOf(agents.toArray(CompletableFuture[]::new)).join();
    }

    private static void call(OpenAIClient client, String user) {
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("m")
                        .addUserMessage("hello")
                        .user(user)
                        .build());
    }

    private void thenEveryCallIsOnItsRun() {
        assertThat(chargedToRuns(THREADS * CALLS_A_THREAD / RUNS)).isEqualTo(bills);
        assertThat(gateway.loose).isEmpty();
    }

    /** End all runs and return what they were charged with, by response. */
    private Map<String, Bill> chargedToRuns(int callsOfEach) {
        Map<String, Bill> charged = new HashMap<>();
        for (int run = 0; run < RUNS; run++) {
            List<ModelCall> calls = GatewayRun.end(runs.get(run)).calls();
            assertThat(calls).hasSize(callsOfEach);
            for (ModelCall call : calls) {
                account(charged, String.valueOf(run), call);
            }
        }
        return charged;
    }

    private static void account(Map<String, Bill> accounts, String user, ModelCall call) {
        Bill bill = new Bill(user, call.usage().total().orElseThrow());
        assertThat(accounts.put(call.responseId().orElseThrow(), bill))
                .as("the same response, accounted before")
                .isNull();
    }

    /** What the provider billed for a response, and to whom. */
    private record Bill(String user, long tokens) {}
}
