package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.util.OptionalLong;

/** The JSON form of what a call used, as far as it is not what the call before used. */
final class UsageFields {

    private UsageFields() {}

    static void write(JsonLineWriter line, TokenUsage usage, TokenUsage before) {
        line.changed("input", usage.input(), before.input());
        line.changed("output", usage.output(), before.output());
        line.changed("cacheRead", usage.cacheRead(), before.cacheRead());
        line.changed("cacheWrite", usage.cacheWrite(), before.cacheWrite());
        line.changed("cacheWrite5m", usage.cacheWrite5m(), before.cacheWrite5m());
        line.changed("cacheWrite1h", usage.cacheWrite1h(), before.cacheWrite1h());
        line.changed("reasoning", usage.reasoning(), before.reasoning());
    }

    static TokenUsage read(JsonLine line, TokenUsage before) throws IOException {
        OptionalLong input = before.input();
        OptionalLong output = before.output();
        OptionalLong cacheRead = before.cacheRead();
        OptionalLong cacheWrite = before.cacheWrite();
        OptionalLong cacheWrite5m = before.cacheWrite5m();
        OptionalLong cacheWrite1h = before.cacheWrite1h();
        OptionalLong reasoning = before.reasoning();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            OptionalLong tokens = line.numberOrNull();
            switch (field) {
                case "input" -> input = tokens;
                case "output" -> output = tokens;
                case "cacheRead" -> cacheRead = tokens;
                case "cacheWrite" -> cacheWrite = tokens;
                case "cacheWrite5m" -> cacheWrite5m = tokens;
                case "cacheWrite1h" -> cacheWrite1h = tokens;
                case "reasoning" -> reasoning = tokens;
                default -> throw JsonLine.unknown(field);
            }
        }
        return TokenUsage.builder()
                .input(input)
                .output(output)
                .cacheRead(cacheRead)
                .cacheWrite(cacheWrite)
                .cacheWrite5m(cacheWrite5m)
                .cacheWrite1h(cacheWrite1h)
                .reasoning(reasoning)
                .build();
    }
}
