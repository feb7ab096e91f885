package dev.tokenbudget.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the usage in one JSON document, beside Jackson's tokenizer over the same bytes, which finds nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonAnswers {

    private static final JsonFactory JACKSON = new JsonFactory();

    @Param({"ANTHROPIC", "OPENAI", "LONG"})
    public String answer = "";

    private byte[] bytes = {};
    private ReadUsage usage = new ReadUsage(Answers.OPENAI);

    @Setup
    public void setUp() {
        bytes = Answers.valueOf(answer).bytes();
        usage = new ReadUsage(Answers.valueOf(answer));
    }

    @Benchmark
    public Object usage() {
        return usage.of(bytes);
    }

    @Benchmark
    public int tokenizer() throws IOException {
        int tokens = 0;
        try (JsonParser parser = JACKSON.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens++;
            }
        }
        return tokens;
    }
}
