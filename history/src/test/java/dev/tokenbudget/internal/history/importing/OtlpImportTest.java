package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.history.store.Dimension;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpImportTest {

    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private static final long NINE_O_CLOCK = 1_796_029_200L * 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void the_innermost_span_that_knows_its_tokens_counts() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            String agent = span("a1", "", "plan-trip", "\"gen_ai.operation.name\":\"invoke_agent\"", 1200, 300);
            String framework = span("b1", "a1", "chat", "\"gen_ai.operation.name\":\"chat\"", 1200, 300);
            String sdk = span("c1", "b1", "openai.chat", "\"gen_ai.operation.name\":\"chat\"", 1200, 300);
            String http = span("d1", "c1", "POST", "\"http.request.method\":\"POST\"");

            ImportSummary summary = imported.importing(request(http, sdk), request(framework, agent));

            assertThat(summary.calls()).isEqualTo(new AddedCalls(1, 1, 0));
            assertThat(imported.sum().tokens()).isEqualTo(1500);
            assertThat(summary.nothingToCount())
                    .containsOnly(
                            entry("steps that are no model calls", 2L),
                            entry("steps around or within a call that tell of it again", 1L));
            assertThat(imported.tokensBy(Dimension.TASK)).containsOnlyKeys("plan-trip");
            assertThat(imported.tokensBy(Dimension.ENVIRONMENT)).containsOnlyKeys("production");
            assertThat(imported.calls().get(0).at()).isEqualTo("2026-11-30T09:00:00Z");
        }
    }

    @Test
    void a_span_around_a_call_that_came_before_is_never_counted() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(request(span("c1", "b1", "chat", "\"gen_ai.operation.name\":\"chat\"", 1200, 300)));
            ImportSummary later = imported.importing(
                    request(span("b1", "", "chat", "\"gen_ai.operation.name\":\"chat\"", 1200, 300)));

            assertThat(later.calls().calls()).isZero();
            assertThat(imported.sum().tokens()).isEqualTo(1500);
        }
    }

    @Test
    void present_older_and_plain_names() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(request(
                    span("a1", "", "x", """
                            "gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","gen_ai.usage.input_tokens":"100","gen_ai.usage.output_tokens":10,"gen_ai.usage.cache_read.input_tokens":40"""),
                    span("a2", "", "x", """
                            "gen_ai.system":"openai","gen_ai.usage.prompt_tokens":"1000","gen_ai.usage.completion_tokens":"100\""""),
                    span("a3", "", "x", """
                            "llm.tokens.input":10000,"llm.tokens.output":1000,"llm.cost_usd":0.5"""),
                    span("a4", "", "x", """
                            "llm.tokens.prompt":1,"llm.tokens.completion":2,"cost.input":0.25,"cost.output":0.125""")));

            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(100 + 1000 + 10000 + 1);
            assertThat(sum.output()).isEqualTo(10 + 100 + 1000 + 2);
            assertThat(sum.cacheRead()).isEqualTo(40);
            assertThat(sum.costUsd()).isEqualByComparingTo("0.875");
        }
    }

    @Test
    void another_currency_is_kept_out_of_the_cost_and_said() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(request(span("a1", "", "x", """
                    "llm.tokens.input":10,"llm.tokens.output":1,"cost.total":3.5,"cost.currency":"eur\"""")));

            assertThat(imported.sum().tokens()).isEqualTo(11);
            assertThat(imported.sum().costUsd()).isEqualByComparingTo("0");
            assertThat(imported.sum().unpricedCalls()).isEqualTo(1);
            assertThat(summary.lines()).contains("Not kept: 1 costs in EUR, which are not converted.");
        }
    }

    @Test
    void what_is_no_count_is_left_out_by_line() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(request(span("a1", "", "x", """
                    "gen_ai.operation.name":"chat","gen_ai.usage.input_tokens":"many","gen_ai.usage.output_tokens":1""")));

            assertThat(imported.sum().calls()).isZero();
            assertThat(summary.leftOutLines())
                    .singleElement()
                    .asString()
                    .endsWith(":1: gen_ai.usage.input_tokens = many is not a count of tokens.");
        }
    }

    @Test
    void protobuf_alone_and_behind_its_length_as_the_collector_writes_it() throws Exception {
        byte[] one = proto("000000000000000a", 700, 70).toByteArray();
        byte[] two = proto("000000000000000b", 30, 3).toByteArray();
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(framed);
        for (byte[] message : new byte[][] {one, two}) {
            out.writeInt(message.length);
            out.write(message);
        }
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            assertThat(imported.importing(one).calls()).isEqualTo(new AddedCalls(1, 1, 0));
            assertThat(imported.importing(framed.toByteArray()).calls()).isEqualTo(new AddedCalls(0, 1, 1));

            assertThat(imported.sum().input()).isEqualTo(700 + 30);
            assertThat(imported.sum().output()).isEqualTo(70 + 3);
            assertThat(imported.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.task()).isEqualTo("chat gpt-5"));

            byte[] torn = Arrays.copyOf(framed.toByteArray(), framed.size() - 5);
            assertThat(imported.importing(torn).leftOutLines())
                    .singleElement()
                    .asString()
                    .endsWith(":2: the file ends within this request.");
        }
    }

    @Test
    void metrics_are_named_and_left_out() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            assertThat(imported.importing("{\"resourceMetrics\":[]}\n").leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("only traces tell of calls");
        }
    }

    private static ExportTraceServiceRequest proto(String id, long input, long output) {
        Span span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(id)))
                .setName("chat gpt-5")
                .setStartTimeUnixNano(NINE_O_CLOCK)
                .setEndTimeUnixNano(NINE_O_CLOCK + 1_000_000)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(number("gen_ai.usage.input_tokens", input))
                .addAttributes(number("gen_ai.usage.output_tokens", output))
                .build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static String span(String id, String parent, String name, String attributes, long input, long output) {
        return span(
                id,
                parent,
                name,
                attributes + ",\"gen_ai.usage.input_tokens\":" + input + ",\"gen_ai.usage.output_tokens\":" + output);
    }

    /** Return a span of attributes that are written as {@code "name":"text","name":1}. */
    private static String span(String id, String parent, String name, String attributes) {
        StringBuilder pairs = new StringBuilder();
        for (String pair : attributes.split(",(?=\")")) {
            String key = pair.substring(0, pair.indexOf("\":") + 1);
            String value = pair.substring(pair.indexOf("\":") + 2);
            String type =
                    value.matches("\"?\\d+\"?") ? "intValue" : value.startsWith("\"") ? "stringValue" : "doubleValue";
            pairs.append(pairs.isEmpty() ? "" : ",")
                    .append("{\"key\":" + key + ",\"value\":{\"" + type + "\":" + value + "}}");
        }
        return "{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + id + "\",\"parentSpanId\":\"" + parent
                + "\",\"name\":\""
                + name + "\",\"startTimeUnixNano\":\"" + NINE_O_CLOCK + "\",\"endTimeUnixNano\":\"" + NINE_O_CLOCK
                + "\",\"attributes\":[" + pairs + "]}";
    }

    private static String request(String... spans) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}},"
                + "{\"key\":\"deployment.environment.name\",\"value\":{\"stringValue\":\"production\"}}]},"
                + "\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}\n";
    }
}
