package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.usage.ModelCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hundred runs of twenty tasks on eight threads, by agents that hop threads: each pays for its own calls alone. */
class AttributionTest {

    private static final int TASKS = 20;
    private static final int RUNS_OF_A_TASK = 10;

    @TempDir
    private Path folder;

    private final Provider provider = new Provider();

    @BeforeEach
    void startPool() {
        HoppingAgents.pool = Executors.newFixedThreadPool(4);
    }

    @AfterEach
    void stop() {
        HoppingAgents.pool.shutdownNow();
        provider.close();
    }

    @Test
    void every_run_is_charged_with_exactly_what_the_provider_was_asked_for_in_it() {
        TestBuild.Result result = new TestBuild(folder)
                .property("tokenbudget.upstream.openai", provider.baseUrl())
                .parallel()
                .run(HoppingAgents.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.measurement().looseCalls()).isEmpty();
        assertThat(result.measurement().tasks()).hasSize(TASKS);
        assertThat(result.runs()).hasSize(TASKS * RUNS_OF_A_TASK);

        Map<String, Long> charged = new HashMap<>();
        for (Run run : result.runs()) {
            List<String> markers = run.calls().stream()
                    .map(ModelCall::requestedModel)
                    .distinct()
                    .toList();
            assertThat(markers).as("markers of one run").hasSize(1);
            assertThat(HoppingAgents.TASK_BY_MARKER.get(markers.get(0)))
                    .isEqualTo(run.task().name());
            long tokens = run.calls().stream()
                    .mapToLong(call -> call.usage().total().orElseThrow())
                    .sum();
            assertThat(charged.put(markers.get(0), tokens))
                    .as("one run a marker")
                    .isNull();
        }
        assertThat(charged).isEqualTo(provider.tokensByMarker());
    }

    @ParameterizedClass(name = "{0}")
    @MethodSource("tasks")
    static class HoppingAgents {
        static final Map<String, String> TASK_BY_MARKER = new ConcurrentHashMap<>();
        static ExecutorService pool = Executors.newSingleThreadExecutor();

        private final String task;

        HoppingAgents(String task) {
            this.task = task;
        }

        static Stream<String> tasks() {
            return IntStream.range(0, TASKS).mapToObj(number -> "task" + number);
        }

        @BenchmarkTask(runs = RUNS_OF_A_TASK)
        void hops(ModelGateway gateway, TestInfo test) throws InterruptedException {
            String url = gateway.openAi();
            String marker = task + " " + test.getDisplayName();
            TASK_BY_MARKER.put(marker, "hops[" + task + "]");
            long tokens = marker.hashCode() & 0xfff;

            Provider.call(url, marker, tokens);
            List<CompletableFuture<Void>> elsewhere = new ArrayList<>();
            for (int call = 1; call <= 3; call++) {
                long ofCall = tokens + call;
                elsewhere.add(CompletableFuture.runAsync(() -> Provider.call(url, marker, ofCall))
                        .thenRunAsync(() -> Provider.call(url, marker, ofCall + 10), pool));
            }
            Thread thread = new Thread(() -> Provider.call(url, marker, tokens + 100));
            thread.start();
            // joining lets JUnit's fork-join thread start another test meanwhile
            CompletableFuture.allOf(elsewhere.toArray(CompletableFuture[]::new)).join();
            thread.join();
        }
    }
}
