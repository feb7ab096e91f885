package dev.tokenbudget.internal.history.output.prometheus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a metrics file said at several times, as OpenMetrics with timestamps. */
final class Backfill {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, List<String>> samples = new LinkedHashMap<>();

    /** Add what {@code metrics} say at {@code at}. */
    void add(LlmMetrics metrics, Instant at) {
        String family = "";
        for (String line : new String(MetricsFormat.OPEN_METRICS.write(metrics), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.startsWith("# TYPE ")) {
                family = line.substring("# TYPE ".length(), line.lastIndexOf(' '));
                headers.put(family, line);
            } else if (!line.startsWith("#")) {
                samples.computeIfAbsent(family, name -> new ArrayList<>()).add(line + " " + at.getEpochSecond());
            }
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach((family, lines) -> {
            text.append(headers.get(family)).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.append("# EOF\n").toString();
    }
}
