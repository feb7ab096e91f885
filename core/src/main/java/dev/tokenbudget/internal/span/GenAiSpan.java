package dev.tokenbudget.internal.span;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ReportedUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the attributes of a span tell of a model call, under the names of OpenTelemetry's conventions (present, past and
 * announced), of OpenLLMetry, OpenInference, Vercel's AI SDK and Codex, and the plain {@code llm.tokens.*}. All of them count caches as input and reasoning as output.
 */
public record GenAiSpan(SpanAttributes attributes) {

    private static final List<String> INPUT = List.of(
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.prompt_tokens",
            "llm.usage.prompt_tokens",
            "llm.token_count.prompt",
            "llm.tokens.input",
            "llm.tokens.prompt",
            "ai.usage.inputTokens",
            "ai.usage.promptTokens");
    private static final List<String> OUTPUT = List.of(
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.completion_tokens",
            "llm.usage.completion_tokens",
            "llm.token_count.completion",
            "llm.tokens.output",
            "llm.tokens.completion",
            "ai.usage.outputTokens",
            "ai.usage.completionTokens");
    private static final List<String> TOTAL = List.of(
            "gen_ai.usage.total_tokens",
            "llm.usage.total_tokens",
            "llm.token_count.total",
            "llm.tokens.total",
            "ai.usage.totalTokens");
    private static final List<String> CACHE_READ = List.of(
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.cache_read_input_tokens",
            "llm.token_count.prompt_details.cache_read",
            "llm.tokens.cache_read",
            "llm.tokens.cached",
            "ai.usage.cachedInputTokens");
    private static final List<String> CACHE_WRITE = List.of(
            "gen_ai.usage.cache_write.input_tokens",
            "gen_ai.usage.cache_creation.input_tokens",
            "gen_ai.usage.cache_creation_input_tokens",
            "llm.token_count.prompt_details.cache_write",
            "llm.tokens.cache_write",
            "llm.tokens.cache_creation");
    private static final List<String> REASONING = List.of(
            "gen_ai.usage.reasoning.output_tokens",
            "gen_ai.usage.reasoning_tokens",
            "llm.token_count.completion_details.reasoning",
            "llm.tokens.reasoning",
            "codex.usage.reasoning_output_tokens",
            "ai.usage.reasoningTokens");

    private static final List<String> COST_USD =
            List.of("llm.cost_usd", "cost.usd", "cost.total_usd", "gen_ai.usage.cost_usd");
    private static final List<String> COST =
            List.of("cost.total", "llm.cost.total", "llm.usage.total_cost", "gen_ai.usage.cost");
    private static final List<String> COST_INPUT = List.of("cost.input", "llm.cost.prompt");
    private static final List<String> COST_OUTPUT = List.of("cost.output", "llm.cost.completion");

    private static final Set<String> INFERENCES =
            Set.of("chat", "completion", "generate_content", "text_completion", "llm");
    private static final Set<String> EMBEDDINGS = Set.of("embedding", "embeddings");

    /** The attribute, and in a process the entry of the baggage, that says whose call a span is. */
    public static final String ROLE = "tokenbudget.role";

    /** Whether what has these attributes is a judge's, by which a test grades what its agent did. */
    public static boolean isOfJudge(SpanAttributes attributes) {
        return attributes.text(ROLE).filter(GenAiSpan::namesJudge).isPresent();
    }

    public static boolean namesJudge(String role) {
        return ModelCall.Role.JUDGE.name().equalsIgnoreCase(role.strip());
    }

    /** Whether the span is that of a call to a model; one of an agent, a chain or a tool is not, whatever it sums up. */
    public boolean isCall() {
        return operation()
                .map(name -> INFERENCES.contains(name) || EMBEDDINGS.contains(name))
                .orElseGet(this::hasUsage);
    }

    /** Whether the span tells of usage, be it in numbers that cannot be understood. */
    public boolean hasUsage() {
        return attributes.count(INPUT) != null
                || attributes.count(OUTPUT) != null
                || attributes.noCount(INPUT).isPresent()
                || attributes.noCount(OUTPUT).isPresent();
    }

    /** Describe the call, but not when it was made. */
    public ModelCall.Builder call(boolean failed) {
        Optional<String> answered = attributes.text("gen_ai.response.model", "ai.response.model");
        String model = attributes
                .text(
                        "gen_ai.request.model",
                        "llm.request.model",
                        "llm.model_name",
                        "embedding.model_name",
                        "ai.model.id")
                .or(() -> answered)
                .orElse("unknown");
        ModelCall.Builder call = ModelCall.builder(provider(), model).source(UsageSource.SPAN);
        answered.ifPresent(call::responseModel);
        attributes.text("gen_ai.response.id", "ai.response.id").ifPresent(call::responseId);
        attributes
                .text("gen_ai.response.finish_reasons", "ai.response.finishReason")
                .ifPresent(call::stopReason);
        attributes.text("gen_ai.agent.name").ifPresent(call::agent);
        if (hasUsage()) {
            describeUsage(call);
        } else {
            call.status(failed && wasRefused() ? UsageStatus.NOT_BILLED : UsageStatus.UNKNOWN);
        }
        return call;
    }

    private void describeUsage(ModelCall.Builder call) {
        boolean embedding = operation().filter(EMBEDDINGS::contains).isPresent();
        Number output = attributes.count(OUTPUT);
        ReportedUsage usage = ReportedUsage.of(attributes.count(INPUT), embedding && output == null ? 0 : output)
                .cacheRead(attributes.count(CACHE_READ))
                .cacheWrite(attributes.count(CACHE_WRITE))
                .reasoning(attributes.count(REASONING))
                .total(attributes.count(TOTAL));
        usage.describe(call);
        call.anomalies(Stream.of(INPUT, OUTPUT, CACHE_READ, CACHE_WRITE, REASONING, TOTAL)
                .flatMap(names -> attributes.noCount(names).stream())
                .map(detail -> new Anomaly(Anomaly.Kind.UNREADABLE, detail))
                .toList());
        call.kind(embedding ? CallKind.EMBEDDING : CallKind.INFERENCE);
    }

    private Optional<String> operation() {
        return attributes
                .text("gen_ai.operation.name", "openinference.span.kind", "llm.request.type")
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private boolean wasRefused() {
        Optional<String> error = attributes.text("error.type");
        Number status = attributes.count(List.of("http.response.status_code", "http.status_code"));
        return error.filter(type -> type.matches("[45]\\d\\d")).isPresent()
                || (status != null && status.intValue() >= 400);
    }

    private String provider() {
        return ProviderName.upstream(attributes
                .text("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system", "ai.model.provider")
                .orElse(ProviderName.UNKNOWN));
    }

    /** Return what the span says that the call cost, in the currency that it names; US dollars where it names none. */
    public Optional<Money> cost() {
        Optional<Money> inDollars = attributes.amount(COST_USD).map(Money::usd);
        if (inDollars.isPresent()) {
            return inDollars;
        }
        String currency = attributes.text("cost.currency", "llm.cost.currency").orElse(Money.USD);
        return attributes
                .amount(COST)
                .or(() -> attributes
                        .amount(COST_INPUT)
                        .flatMap(input -> attributes.amount(COST_OUTPUT).map(input::add)))
                .map(amount -> new Money(amount, currency));
    }
}
