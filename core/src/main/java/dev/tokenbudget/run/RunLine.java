package dev.tokenbudget.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a run and of its calls, one line of a run log; an absent field is an unknown value. */
record RunLine(
        @JsonProperty(required = true) String testClass,
        @JsonProperty(required = true) String task,
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String started,
        @JsonProperty(required = true) long durationMs,
        @JsonProperty(required = true) Outcome outcome,
        int unfinishedCalls,
        @Nullable Map<String, BigDecimal> budget,
        @Nullable String tolerance,
        @Nullable Double minPassRate,
        @Nullable String outputRatio,
        @Nullable Map<String, String> labels,
        @Nullable StopLine stopped,
        @JsonProperty(required = true) List<CallLine> calls) {

    static RunLine of(Run run) {
        Map<String, BigDecimal> budget = new TreeMap<>();
        run.terms().budget().limits().forEach((metric, limit) -> budget.put(metric.key(), limit));
        return new RunLine(
                run.task().testClass(),
                run.task().name(),
                run.number(),
                run.started().toString(),
                run.duration().toMillis(),
                run.outcome(),
                run.unfinishedCalls(),
                budget,
                run.terms().tolerance().map(Tolerance::toString).orElse(null),
                run.terms().minPassRate(),
                run.terms().outputRatio().map(OutputRatio::toString).orElse(null),
                run.labels(),
                run.stopped().map(StopLine::of).orElse(null),
                run.calls().stream().map(CallLine::of).toList());
    }

    Run toRun() {
        Map<Metric, BigDecimal> limits = new EnumMap<>(Metric.class);
        if (budget != null) {
            budget.forEach((metric, limit) -> limits.put(Metric.named(metric), limit));
        }
        return new Run(
                new TaskId(testClass, task),
                number,
                Instant.parse(started),
                Duration.ofMillis(durationMs),
                outcome,
                calls.stream().map(CallLine::toCall).toList(),
                unfinishedCalls,
                new Run.Terms(
                        new Budget(limits),
                        Optional.ofNullable(tolerance).map(Tolerance::parse),
                        minPassRate == null ? 1.0 : minPassRate,
                        Optional.ofNullable(outputRatio).map(OutputRatio::parse)),
                labels == null ? Map.of() : labels,
                Optional.ofNullable(stopped).map(line -> line.toStop(number)));
    }

    record StopLine(
            @JsonProperty(required = true) Stop.Scope scope,
            @JsonProperty(required = true) String metric,
            @JsonProperty(required = true) BigDecimal used,
            @JsonProperty(required = true) BigDecimal allowed) {

        static StopLine of(Stop stop) {
            return new StopLine(stop.scope(), stop.metric().key(), stop.used(), stop.allowed());
        }

        Stop toStop(int run) {
            return new Stop(scope, Metric.named(metric), run, used, allowed);
        }
    }

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

        ModelCall toCall() {
            ModelCall.Builder call = ModelCall.builder(provider, model)
                    .kind(kind)
                    .status(status)
                    .usage(usage.toUsage())
                    .toolCalls(toolCalls)
                    .streamed(streamed)
                    .started(Instant.parse(started))
                    .latency(Duration.ofMillis(latencyMs))
                    .source(source);
            Optional.ofNullable(responseModel).ifPresent(call::responseModel);
            Optional.ofNullable(responseId).ifPresent(call::responseId);
            Optional.ofNullable(stopReason).ifPresent(call::stopReason);
            Optional.ofNullable(agent).ifPresent(call::agent);
            Optional.ofNullable(labels).ifPresent(call::labels);
            Optional.ofNullable(prompt).map(PromptLine::toSections).ifPresent(call::prompt);
            if (anomalies != null) {
                call.anomalies(anomalies.stream()
                        .map(line -> new Anomaly(line.kind(), line.detail()))
                        .toList());
            }
            return call.build();
        }
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

        PromptSections.Section toSection() {
            return new PromptSections.Section(characters, tokens);
        }
    }

    record AnomalyLine(
            @JsonProperty(required = true) Anomaly.Kind kind,
            @JsonProperty(required = true) String detail) {}
}
