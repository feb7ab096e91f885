package dev.tokenbudget.benchmarks;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Appending a finished run to its log, until the operating system has it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RunLogWrite {

    @Param({"1", "5", "100"})
    public int calls;

    private Path folder = Path.of("");
    private RunLog log = RunLog.within(folder, line -> {});
    private Run run = run(1);

    @Setup
    public void setUp() {
        run = run(calls);
    }

    @Setup(Level.Iteration)
    public void begin() throws IOException {
        folder = Files.createTempDirectory("runs");
        log = RunLog.in(folder, new BuildId("build-1", Optional.empty()));
    }

    @TearDown(Level.Iteration)
    public void end() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public void append() {
        log.append(run);
    }

    private static Run run(int calls) {
        Instant begin = Instant.parse("2026-11-23T10:15:30Z");
        List<ModelCall> made = IntStream.range(0, calls)
                .mapToObj(i -> ModelCall.builder("anthropic", "claude-sonnet-4-5")
                        .responseId("msg_" + i)
                        .usage(TokenUsage.of(1_660 + 300L * i, 210).withCacheRead(1_540))
                        .prompt(PromptSections.builder()
                                .system(new Section(3_600, 900))
                                .tools(new Section(2_560, 640), 5)
                                .user(new Section(480, 120))
                                .build())
                        .started(begin.plusSeconds(i))
                        .stopReason("tool_use")
                        .source(UsageSource.GATEWAY)
                        .build())
                .toList();
        return Run.builder(new TaskId("com.acme.InvoiceBenchmark", "extractsTotals"), 1, begin)
                .calls(made)
                .build();
    }
}
