package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.internal.span.ProviderName;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Runs of LangSmith, as its API and its clients give them: one object a run. Chains and tools repeat the totals of the model calls
 * in them, so only runs of models count.
 *
 * <p>Source: <a href="https://docs.langchain.com/langsmith/run-data-format">Run (span) data format</a>; {@code UsageMetadata} of the
 * clients, by which the input is the sum of all kinds of input.
 */
final class LangSmithRuns implements ImportFormat {

    private static final String SOURCE = "langsmith";
    private static final Set<String> CALLS = Set.of("llm", "embedding");

    @Override
    public String title() {
        return "LangSmith runs";
    }

    @Override
    public boolean recognizes(Fields run) {
        return run.has("run_type") && run.has("id", "trace_id", "dotted_order") && run.has("start_time");
    }

    @Override
    public void read(Fields run, Findings findings) throws NotUnderstoodException {
        String id = run.text("id").orElseGet(run::hash);
        String trace = run.text("trace_id").orElse(id);
        String name = run.text("name").orElse("");
        findings.span(new FoundSpan(SOURCE, trace, id, parent(run), name));
        String type = run.text("run_type").orElse("").toLowerCase(Locale.ROOT);
        if (!CALLS.contains(type)) {
            findings.nothingToCount(Reasons.NO_CALL);
            return;
        }
        TokenUsage usage = usage(run);
        boolean failed = run.text("error").isPresent()
                || run.text("status").filter("error"::equals).isPresent();
        if (failed && usage.total().isEmpty()) {
            findings.nothingToCount(Reasons.REFUSED);
            return;
        }
        if (run.text("status").filter("pending"::equals).isPresent()) {
            throw new NotUnderstoodException("the run is still under way: export it again when it has ended");
        }
        Fields metadata = run.object("extra").object("metadata");
        Map<String, String> labels = new LinkedHashMap<>(Tags.labels(run.texts("tags")));
        labels.putAll(metadata.values());
        Instant started = run.requiredTime("start_time");
        Optional<Instant> ended = run.time("end_time");
        Fields parameters = run.object("extra").object("invocation_params");
        ModelCall call = ModelCall.builder(
                        ProviderName.upstream(metadata.text("ls_provider").orElse("")),
                        metadata.text("ls_model_name")
                                .or(() -> parameters.text("model", "model_name"))
                                .orElse("unknown"))
                .kind(type.equals("embedding") ? CallKind.EMBEDDING : CallKind.INFERENCE)
                .usage(usage)
                .started(started)
                .latency(ended.map(end -> Duration.between(started, end)).orElse(Duration.ZERO))
                .build();
        findings.call(new FoundCall(
                SOURCE,
                trace,
                id,
                call,
                run.amount("total_cost").map(Money::usd),
                labels,
                metadata.text("user_id", "userId", "user"),
                run.text("session_name").orElse(name)));
    }

    /** The id before the last in the order of a run: {@code <time>Z<id>.<time>Z<id>}. */
    private static String parent(Fields run) {
        Optional<String> named = run.text("parent_run_id");
        String order = run.text("dotted_order").orElse("");
        if (named.isPresent() || !order.contains(".")) {
            return named.orElse("");
        }
        String above = order.substring(0, order.lastIndexOf('.'));
        return above.substring(above.lastIndexOf('Z') + 1);
    }

    private static TokenUsage usage(Fields run) throws NotUnderstoodException {
        Fields outputs = run.object("outputs");
        Fields metadata = first(
                outputs.object("usage_metadata"),
                run.object("extra").object("metadata").object("usage_metadata"));
        Fields older = outputs.object("llm_output").object("token_usage");
        Fields input = first(run.object("prompt_token_details"), metadata.object("input_token_details"));
        Fields output = first(run.object("completion_token_details"), metadata.object("output_token_details"));
        return TokenCounts.of(TokenUsage.builder()
                .input(known(run.count("prompt_tokens"), metadata.count("input_tokens"), older.count("prompt_tokens")))
                .output(known(
                        run.count("completion_tokens"),
                        metadata.count("output_tokens"),
                        older.count("completion_tokens")))
                .cacheRead(input.count("cache_read"))
                .cacheWrite(input.count("cache_creation"))
                .reasoning(output.count("reasoning"))
                .build());
    }

    private static Fields first(Fields one, Fields other) {
        return one.node().isMissingNode() ? other : one;
    }

    /** A sum of 0 is what LangSmith writes where it was told nothing. */
    private static OptionalLong known(OptionalLong... counts) {
        OptionalLong known = OptionalLong.empty();
        for (OptionalLong count : counts) {
            known = known.orElse(0) > 0 || count.isEmpty() ? known : count;
        }
        return known;
    }
}
