package dev.tokenbudget.internal.html;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What it takes to bind run logs to records with Jackson and nothing else: what a check of them is compared with. */
final class PlainBinding {

    private static final ObjectReader LINES = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readerFor(Line.class);

    private PlainBinding() {}

    record Line(Run run) {}

    record Run(
            String testClass,
            String task,
            int number,
            String started,
            long durationMs,
            String outcome,
            int unfinishedCalls,
            double minPassRate,
            Map<String, String> labels,
            List<Call> calls) {}

    record Call(
            String provider,
            String model,
            String responseModel,
            String responseId,
            String kind,
            String status,
            Usage usage,
            int toolCalls,
            String stopReason,
            boolean streamed,
            String started,
            long latencyMs,
            String source,
            String agent,
            Map<String, String> labels,
            Prompt prompt) {}

    record Usage(Long input, Long output, Long cacheRead, Long reasoning) {}

    record Prompt(
            Section system,
            Section tools,
            Section history,
            Section toolResults,
            Section user,
            long opaqueCharacters,
            int toolCount,
            int repeatedToolCalls,
            boolean whole,
            Map<String, String> hashes) {}

    record Section(long characters, long tokens) {}

    /** Return all calls of all runs in {@code folder}. */
    static List<Call> callsIn(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.flatMap(log -> linesOf(log).stream())
                    .filter(line -> line.run() != null)
                    .flatMap(line -> line.run().calls().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> linesOf(Path log) {
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            return lines.lines().map(PlainBinding::bind).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line bind(String line) {
        try {
            return LINES.readValue(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
