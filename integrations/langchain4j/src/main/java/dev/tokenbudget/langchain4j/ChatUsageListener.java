package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Charges a run with every call of a chat model, streaming or not.
 *
 * <p>The run is the one of the thread that sends the request; the answer may arrive on any thread. LangChain4j does not tell a
 * listener whether the answer was streamed, so {@link ModelCall#streamed()} stays false. A model's call never fails because
 * of this listener: what it cannot read is a call of unknown usage.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ChatUsageListener implements ChatModelListener {

    private final Supplier<RunRecorder> run;

    /** Charge the run that is in progress when a request is sent. */
    public ChatUsageListener() {
        this.run = ActiveRuns::current;
    }

    /**
     * Charge the run that is in progress when a request is sent, as calls of {@code role}: for a model that grades what the agent
     * did.
     *
     * @param role whose calls they are
     */
    public ChatUsageListener(ModelCall.Role role) {
        this.run = () -> ActiveRuns.current(role);
    }

    /**
     * Charge {@code run} with every call, on any thread.
     *
     * @param run the run that is charged
     */
    public ChatUsageListener(RunRecorder run) {
        this.run = () -> run;
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        context.attributes().put(this, SentCall.by(run.get()));
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        SentCalls.takenFrom(context.attributes(), this)
                .ifPresent(sent -> sent.ended(UsageSource.FRAMEWORK, () -> answered(context)));
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        SentCalls.takenFrom(context.attributes(), this)
                .ifPresent(sent -> sent.ended(UsageSource.FRAMEWORK, () -> failed(context)));
    }

    private static ModelCall.Builder answered(ChatModelResponseContext context) {
        ChatResponse response = context.chatResponse();
        ModelCall.Builder call =
                call(LangChain4jProvider.nameOf(context.modelProvider()), context.chatRequest(), response.metadata());
        call.toolCalls(response.aiMessage().toolExecutionRequests().size());
        ModuleTokens.of(response.tokenUsage(), context.modelProvider()).describe(call);
        return call;
    }

    private static ModelCall.Builder failed(ChatModelErrorContext context) {
        return ModelCall.builder(
                        LangChain4jProvider.nameOf(context.modelProvider()),
                        modelOf(context.chatRequest(), Optional.empty()))
                .source(UsageSource.FRAMEWORK)
                .status(ListenerFailure.statusAfter(context.error()));
    }

    private static ModelCall.Builder call(String provider, ChatRequest request, ChatResponseMetadata metadata) {
        Optional<String> answered = Optional.ofNullable(metadata.modelName());
        ModelCall.Builder call =
                ModelCall.builder(provider, modelOf(request, answered)).source(UsageSource.FRAMEWORK);
        answered.ifPresent(call::responseModel);
        Optional.ofNullable(metadata.id()).filter(id -> !id.isBlank()).ifPresent(call::responseId);
        Optional.ofNullable(metadata.finishReason())
                .ifPresent(reason -> call.stopReason(reason.toString().toLowerCase(Locale.ROOT)));
        return call;
    }

    private static String modelOf(ChatRequest request, Optional<String> otherwise) {
        return Optional.ofNullable(request.modelName()).or(() -> otherwise).orElse("unknown");
    }
}
