package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ReportedUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Charges a run with every call of an embedding model; needs a LangChain4j that has {@link EmbeddingModelListener}. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class EmbeddingUsageListener implements EmbeddingModelListener {

    private final Supplier<RunRecorder> run;

    /** Charge the run that is in progress when a request is sent. */
    public EmbeddingUsageListener() {
        this.run = ActiveRuns::current;
    }

    /**
     * Charge the run that is in progress when a request is sent, as calls of {@code role}: for a model that grades what the agent
     * did.
     *
     * @param role whose calls they are
     */
    public EmbeddingUsageListener(ModelCall.Role role) {
        this.run = () -> ActiveRuns.current(role);
    }

    /**
     * Charge {@code run} with every call, on any thread.
     *
     * @param run the run that is charged
     */
    public EmbeddingUsageListener(RunRecorder run) {
        this.run = () -> run;
    }

    @Override
    public void onRequest(EmbeddingModelRequestContext context) {
        context.attributes().put(this, SentCall.by(run.get()));
    }

    @Override
    public void onResponse(EmbeddingModelResponseContext context) {
        SentCalls.takenFrom(context.attributes(), this)
                .ifPresent(sent -> sent.ended(UsageSource.FRAMEWORK, () -> answered(context)));
    }

    @Override
    public void onError(EmbeddingModelErrorContext context) {
        SentCalls.takenFrom(context.attributes(), this)
                .ifPresent(sent -> sent.ended(UsageSource.FRAMEWORK, () -> failed(context)));
    }

    private static ModelCall.Builder answered(EmbeddingModelResponseContext context) {
        ModelCall.Builder call = call(
                LangChain4jProvider.nameOf(context.modelProvider()),
                context.embeddingModel().modelName());
        TokenUsage tokens = context.response().tokenUsage();
        // An embedding has no output: where its input is known, all of it is.
        ReportedUsage.of(tokens == null ? null : tokens.inputTokenCount(), tokens == null ? null : 0)
                .describe(call);
        return call;
    }

    private static ModelCall.Builder failed(EmbeddingModelErrorContext context) {
        return call(
                        LangChain4jProvider.nameOf(context.modelProvider()),
                        context.embeddingModel().modelName())
                .status(ListenerFailure.statusAfter(context.error()));
    }

    private static ModelCall.Builder call(String provider, String model) {
        return ModelCall.builder(provider, model).kind(CallKind.EMBEDDING).source(UsageSource.FRAMEWORK);
    }
}
