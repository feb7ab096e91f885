package dev.tokenbudget.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.run.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Many agents, many runs, one client object: every call on its own run, none twice, none lost. */
class ManyRunsTest {

    private static final int RUNS = 16;
    private static final int THREADS = 64;
    private static final int CALLS_A_THREAD = 100;

    @Test
    void charges_every_call_of_64_threads_to_its_own_run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            check(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
    void charges_every_call_of_virtual_threads_to_its_own_run() throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            check(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(ExecutorService threads) throws Exception {
        AtomicLong seen = new AtomicLong();
        HttpClient shared = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        try (Provider provider = new Provider((request, wire) -> {
                    long input = Long.parseLong(request.text().replaceAll(".*\"user\":\"(\\d+)\".*", "$1"));
                    seen.addAndGet(input);
                    wire.json(
                            200,
                            "{\"choices\":[{\"message\":{}}],\"usage\":{\"prompt_tokens\":" + input
                                    + ",\"completion_tokens\":0}}");
                });
                MeasuredRun gateway = new MeasuredRun(provider)) {
            List<RunInProgress> runs =
                    IntStream.range(0, RUNS).mapToObj(i -> gateway.newRun()).toList();
            List<String> urls = runs.stream()
                    .map(run -> gateway.gateway.open(run).rootUrl(MeasuredRun.UPSTREAM) + "/v1/chat/completions")
                    .toList();
            callAll(shared, threads, urls);

            long charged = 0;
            for (int i = 0; i < RUNS; i++) {
                long ofThisRun = 1 + i;
                List<ModelCall> calls = MeasuredRun.end(runs.get(i)).calls();
                assertThat(calls)
                        .hasSize(THREADS * CALLS_A_THREAD / RUNS)
                        .allMatch(call -> call.usage().input().getAsLong() == ofThisRun);
                charged += ofThisRun * calls.size();
            }
            assertThat(charged).isEqualTo(seen.get());
            assertThat(gateway.loose).isEmpty();
        }
    }

    /** Each chain of calls hops between threads: a call's continuation sends the next one. */
    private static void callAll(HttpClient shared, ExecutorService threads, List<String> urls) {
        List<CompletableFuture<Void>> chains = new ArrayList<>();
        for (int chain = 0; chain < THREADS; chain++) {
            int run = chain % RUNS;
            HttpRequest request = HttpRequest.newBuilder(URI.create(urls.get(run)))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[],\"user\":\"" + (1 + run) + "\"}"))
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
}
