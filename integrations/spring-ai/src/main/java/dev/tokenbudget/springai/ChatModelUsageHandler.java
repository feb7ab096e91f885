package dev.tokenbudget.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Charges a run with every call of a chat model, streaming or not, and once per round of a tool loop.
 *
 * <p>The run is the one of the thread on which the call begins.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ChatModelUsageHandler implements ObservationHandler<ChatModelObservationContext> {

    private final Supplier<RunRecorder> run;
    private final ToolRounds rounds = new ToolRounds();

    /** Charge the run that is in progress when a call begins. */
    public ChatModelUsageHandler() {
        this.run = ActiveRuns::current;
    }

    /**
     * Charge the run that is in progress when a call begins, as calls of {@code role}: for a model that grades what the agent
     * did.
     *
     * @param role whose calls they are
     */
    public ChatModelUsageHandler(ModelCall.Role role) {
        this.run = () -> ActiveRuns.current(role);
    }

    /**
     * Charge {@code run} with every call, on any thread.
     *
     * @param run the run that is charged
     */
    public ChatModelUsageHandler(RunRecorder run) {
        this.run = () -> run;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ChatModelObservationContext;
    }

    @Override
    public void onStart(ChatModelObservationContext context) {
        context.put(this, SentCall.by(run.get()));
        StreamWatch.ofThisSubscription().ifPresent(watch -> context.put(StreamWatch.class, watch));
    }

    @Override
    public void onStop(ChatModelObservationContext context) {
        SentCall sent = context.get(this);
        if (sent == null) {
            return;
        }
        StreamWatch watch = context.get(StreamWatch.class);
        if (watch == null) {
            sent.ended(UsageSource.FRAMEWORK, () -> call(context, Optional.empty()));
        } else {
            watch.whenDrained(usage -> sent.ended(UsageSource.FRAMEWORK, () -> call(context, usage.get())));
        }
    }

    /**
     * Describe the call.
     *
     * @param streamed the last usage that the parts of a stream held, which says more than the whole that Spring AI makes of
     *     them
     */
    private ModelCall.Builder call(ChatModelObservationContext context, Optional<Usage> streamed) {
        String provider = SpringAiProvider.nameOf(context.getOperationMetadata().provider());
        ChatResponse response = context.getResponse();
        Optional<String> answered =
                text(response == null ? null : response.getMetadata().getModel());
        ModelCall.Builder call = ModelCall.builder(
                        provider, requestedModel(context).or(() -> answered).orElse("unknown"))
                .source(UsageSource.FRAMEWORK)
                .streamed(SinceVersion2.isStreaming(context));
        if (response == null) {
            Throwable error = context.getError();
            streamed.ifPresent(usage -> SpringAiUsage.of(provider, usage).describe(call));
            return call.status(
                    error != null
                            ? ObservationFailure.statusAfter(error)
                            : streamed.isPresent() ? UsageStatus.PARTIAL : UsageStatus.UNKNOWN);
        }
        answered.ifPresent(call::responseModel);
        text(response.getMetadata().getId()).ifPresent(call::responseId);
        Generation generation = response.getResult();
        if (generation != null) {
            text(generation.getMetadata().getFinishReason()).ifPresent(call::stopReason);
            call.toolCalls(generation.getOutput().getToolCalls().size());
        }
        Optional<Usage> usage =
                usageOfRound(context.getRequest(), response, streamed.orElseGet(response.getMetadata()::getUsage));
        if (usage.isEmpty()) {
            return call.status(UsageStatus.UNKNOWN);
        }
        SpringAiUsage.of(provider, usage.get()).describe(call);
        return call;
    }

    private Optional<Usage> usageOfRound(Prompt request, ChatResponse response, Usage reported) {
        return SinceVersion2.isHere() ? Optional.of(reported) : rounds.ofRound(request, response, reported);
    }

    private static Optional<String> requestedModel(ChatModelObservationContext context) {
        return Optional.ofNullable(context.getRequest().getOptions()).flatMap(options -> text(options.getModel()));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(given -> !given.isBlank());
    }
}
