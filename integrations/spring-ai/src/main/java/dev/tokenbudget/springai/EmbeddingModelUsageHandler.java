package dev.tokenbudget.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ReportedUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;

/** Charges a run with every call of an embedding model. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class EmbeddingModelUsageHandler implements ObservationHandler<EmbeddingModelObservationContext> {

    private final Supplier<RunRecorder> run;

    /** Charge the run that is in progress when a call begins. */
    public EmbeddingModelUsageHandler() {
        this.run = ActiveRuns::current;
    }

    /**
     * Charge the run that is in progress when a call begins, as calls of {@code role}: for a model that grades what the agent
     * did.
     *
     * @param role whose calls they are
     */
    public EmbeddingModelUsageHandler(ModelCall.Role role) {
        this.run = () -> ActiveRuns.current(role);
    }

    /**
     * Charge {@code run} with every call, on any thread.
     *
     * @param run the run that is charged
     */
    public EmbeddingModelUsageHandler(RunRecorder run) {
        this.run = () -> run;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof EmbeddingModelObservationContext;
    }

    @Override
    public void onStart(EmbeddingModelObservationContext context) {
        context.put(this, SentCall.by(run.get()));
    }

    @Override
    public void onStop(EmbeddingModelObservationContext context) {
        SentCall sent = context.get(this);
        if (sent != null) {
            sent.ended(UsageSource.FRAMEWORK, () -> call(context));
        }
    }

    private static ModelCall.Builder call(EmbeddingModelObservationContext context) {
        String model = Optional.ofNullable(context.getRequest().getOptions())
                .map(EmbeddingOptions::getModel)
                .orElse("unknown");
        ModelCall.Builder call = ModelCall.builder(
                        SpringAiProvider.nameOf(context.getOperationMetadata().provider()), model)
                .kind(CallKind.EMBEDDING)
                .source(UsageSource.FRAMEWORK);
        EmbeddingResponse response = context.getResponse();
        if (response == null) {
            Throwable error = context.getError();
            return call.status(error == null ? UsageStatus.UNKNOWN : ObservationFailure.statusAfter(error));
        }
        Usage usage = response.getMetadata().getUsage();
        // Spring AI writes 0 for what it does not know, and an embedding has no output.
        if (usage != null && usage.getTotalTokens() > 0) {
            ReportedUsage.of(usage.getTotalTokens(), 0).describe(call);
        }
        return call;
    }
}
