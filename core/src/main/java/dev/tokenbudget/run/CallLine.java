package dev.tokenbudget.run;

import static dev.tokenbudget.json.JsonLine.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The JSON form of a call in a run log; an absent field is an unknown value. */
record CallLine(
        @JsonProperty(required = true) String provider,
        @JsonProperty(required = true) String model,
        @Nullable String responseModel,
        @Nullable String responseId,
        @JsonProperty(required = true) CallKind kind,
        @JsonProperty(required = true) UsageStatus status,
        @JsonProperty(required = true) UsageLine usage,
        int toolCalls,
        @Nullable String stopReason,
        boolean streamed,
        @JsonProperty(required = true) String started,
        long latencyMs,
        @JsonProperty(required = true) UsageSource source,
        @Nullable String agent,
        @Nullable Map<String, String> labels,
        @Nullable PromptLine prompt,
        @Nullable List<AnomalyLine> anomalies) {

    static CallLine of(ModelCall call) {
        return new CallLine(
                call.provider(),
                call.requestedModel(),
                call.responseModel().orElse(null),
                call.responseId().orElse(null),
                call.kind(),
                call.status(),
                UsageLine.of(call.usage()),
                call.toolCalls(),
                call.stopReason().orElse(null),
                call.streamed(),
                call.started().toString(),
                call.latency().toMillis(),
                call.source(),
                call.agent().orElse(null),
                call.labels(),
                call.prompt().map(PromptLine::of).orElse(null),
                call.anomalies().stream()
                        .map(anomaly -> new AnomalyLine(anomaly.kind(), anomaly.detail()))
                        .toList());
    }

    static CallLine read(JsonLine line) throws IOException {
        String provider = null;
        String model = null;
        String responseModel = null;
        String responseId = null;
        CallKind kind = null;
        UsageStatus status = null;
        UsageLine usage = null;
        int toolCalls = 0;
        String stopReason = null;
        boolean streamed = false;
        String started = null;
        long latencyMs = 0;
        UsageSource source = null;
        String agent = null;
        Map<String, String> labels = null;
        PromptLine prompt = null;
        List<AnomalyLine> anomalies = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "provider" -> provider = line.repeatedText();
                case "model" -> model = line.repeatedText();
                case "responseModel" -> responseModel = line.repeatedTextOrNull();
                case "responseId" -> responseId = line.textOrNull();
                case "kind" -> kind = line.constant(CallKind.class);
                case "status" -> status = line.constant(UsageStatus.class);
                case "usage" -> usage = UsageLine.read(line);
                case "toolCalls" -> toolCalls = line.wholeInt();
                case "stopReason" -> stopReason = line.repeatedTextOrNull();
                case "streamed" -> streamed = line.flag();
                case "started" -> started = line.text();
                case "latencyMs" -> latencyMs = line.wholeLong();
                case "source" -> source = line.constant(UsageSource.class);
                case "agent" -> agent = line.repeatedTextOrNull();
                case "labels" -> labels = line.mapOrNull(JsonLine::repeatedText);
                case "prompt" -> prompt = line.isNull() ? null : PromptLine.read(line);
                case "anomalies" -> anomalies = line.listOrNull(AnomalyLine::read);
                default -> throw JsonLine.unknown(field);
            }
        }
        return new CallLine(
                required(provider, "provider"),
                required(model, "model"),
                responseModel,
                responseId,
                required(kind, "kind"),
                required(status, "status"),
                required(usage, "usage"),
                toolCalls,
                stopReason,
                streamed,
                required(started, "started"),
                latencyMs,
                required(source, "source"),
                agent,
                labels,
                prompt,
                anomalies);
    }

    ModelCall toCall() {
        return new ModelCall(
                provider,
                model,
                Optional.ofNullable(responseModel),
                Optional.ofNullable(responseId),
                kind,
                status,
                usage.toUsage(),
                toolCalls,
                Optional.ofNullable(stopReason),
                streamed,
                Moment.parse(started),
                Duration.ofMillis(latencyMs),
                source,
                Optional.ofNullable(agent),
                labels == null ? Map.of() : labels,
                Optional.ofNullable(prompt).map(PromptLine::toSections),
                anomalies == null
                        ? List.of()
                        : anomalies.stream()
                                .map(line -> new Anomaly(line.kind(), line.detail()))
                                .toList());
    }

    record UsageLine(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long cacheWrite5m,
            @Nullable Long cacheWrite1h,
            @Nullable Long reasoning) {

        static UsageLine of(TokenUsage usage) {
            return new UsageLine(
                    orNull(usage.input()),
                    orNull(usage.output()),
                    orNull(usage.cacheRead()),
                    orNull(usage.cacheWrite()),
                    orNull(usage.cacheWrite5m()),
                    orNull(usage.cacheWrite1h()),
                    orNull(usage.reasoning()));
        }

        static UsageLine read(JsonLine line) throws IOException {
            Long input = null;
            Long output = null;
            Long cacheRead = null;
            Long cacheWrite = null;
            Long cacheWrite5m = null;
            Long cacheWrite1h = null;
            Long reasoning = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "input" -> input = line.wholeLongOrNull();
                    case "output" -> output = line.wholeLongOrNull();
                    case "cacheRead" -> cacheRead = line.wholeLongOrNull();
                    case "cacheWrite" -> cacheWrite = line.wholeLongOrNull();
                    case "cacheWrite5m" -> cacheWrite5m = line.wholeLongOrNull();
                    case "cacheWrite1h" -> cacheWrite1h = line.wholeLongOrNull();
                    case "reasoning" -> reasoning = line.wholeLongOrNull();
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new UsageLine(input, output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
        }

        TokenUsage toUsage() {
            return new TokenUsage(
                    known(input),
                    known(output),
                    known(cacheRead),
                    known(cacheWrite),
                    known(cacheWrite5m),
                    known(cacheWrite1h),
                    known(reasoning));
        }

        private static @Nullable Long orNull(OptionalLong value) {
            return value.isPresent() ? value.getAsLong() : null;
        }

        private static OptionalLong known(@Nullable Long value) {
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    record PromptLine(
            @JsonProperty(required = true) SectionLine system,
            @JsonProperty(required = true) SectionLine tools,
            @JsonProperty(required = true) SectionLine history,
            @JsonProperty(required = true) SectionLine toolResults,
            @JsonProperty(required = true) SectionLine user,
            int toolCount,
            @Nullable String systemHash,
            @Nullable String toolsHash) {

        static PromptLine of(PromptSections prompt) {
            return new PromptLine(
                    SectionLine.of(prompt.system()),
                    SectionLine.of(prompt.tools()),
                    SectionLine.of(prompt.history()),
                    SectionLine.of(prompt.toolResults()),
                    SectionLine.of(prompt.user()),
                    prompt.toolCount(),
                    prompt.systemHash().orElse(null),
                    prompt.toolsHash().orElse(null));
        }

        static PromptLine read(JsonLine line) throws IOException {
            SectionLine system = null;
            SectionLine tools = null;
            SectionLine history = null;
            SectionLine toolResults = null;
            SectionLine user = null;
            int toolCount = 0;
            String systemHash = null;
            String toolsHash = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "system" -> system = SectionLine.read(line);
                    case "tools" -> tools = SectionLine.read(line);
                    case "history" -> history = SectionLine.read(line);
                    case "toolResults" -> toolResults = SectionLine.read(line);
                    case "user" -> user = SectionLine.read(line);
                    case "toolCount" -> toolCount = line.wholeInt();
                    case "systemHash" -> systemHash = line.repeatedTextOrNull();
                    case "toolsHash" -> toolsHash = line.repeatedTextOrNull();
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new PromptLine(
                    required(system, "system"),
                    required(tools, "tools"),
                    required(history, "history"),
                    required(toolResults, "toolResults"),
                    required(user, "user"),
                    toolCount,
                    systemHash,
                    toolsHash);
        }

        PromptSections toSections() {
            return new PromptSections(
                    system.toSection(),
                    tools.toSection(),
                    history.toSection(),
                    toolResults.toSection(),
                    user.toSection(),
                    toolCount,
                    Optional.ofNullable(systemHash),
                    Optional.ofNullable(toolsHash));
        }
    }

    record SectionLine(long characters, long tokens) {

        static SectionLine of(PromptSections.Section section) {
            return new SectionLine(section.characters(), section.tokens());
        }

        static SectionLine read(JsonLine line) throws IOException {
            long characters = 0;
            long tokens = 0;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "characters" -> characters = line.wholeLong();
                    case "tokens" -> tokens = line.wholeLong();
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new SectionLine(characters, tokens);
        }

        PromptSections.Section toSection() {
            return new PromptSections.Section(characters, tokens);
        }
    }

    record AnomalyLine(
            @JsonProperty(required = true) Anomaly.Kind kind,
            @JsonProperty(required = true) String detail) {

        static AnomalyLine read(JsonLine line) throws IOException {
            Anomaly.Kind kind = null;
            String detail = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "kind" -> kind = line.constant(Anomaly.Kind.class);
                    case "detail" -> detail = line.text();
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new AnomalyLine(required(kind, "kind"), required(detail, "detail"));
        }
    }
}
