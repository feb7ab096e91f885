package dev.tokenbudget.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** Finding the usage in server-sent events, beside parsing the JSON of every event with Jackson. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamedAnswers {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    @Param({"ANTHROPIC_STREAM", "OPENAI_STREAM"})
    public String answer = "";

    private byte[] bytes = {};
    private ReadUsage usage = new ReadUsage(Answers.OPENAI_STREAM);

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
    public int everyEvent() throws IOException {
        int fields = 0;
        int begin = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                int data = begin + DATA.length;
                if (at > data && Arrays.equals(bytes, begin, data, DATA, 0, DATA.length) && bytes[data] == '{') {
                    fields += JACKSON.readTree(bytes, data, at - data).size();
                }
                begin = at + 1;
            }
        }
        return fields;
    }
}
