package dev.tokenbudget.bedrock;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Charges a run with every Converse and InvokeModel call, streaming or not, of the synchronous and the asynchronous client.
 *
 * <p>The run is the one of the thread that makes the call. With this artifact on the class path, every Bedrock client finds
 * the interceptor by itself; a client that is given one for a certain run, or role, charges only that.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class BedrockUsageInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<BedrockCall> CALL = new ExecutionAttribute<>("dev.tokenbudget.call");

    private final Optional<Supplier<RunRecorder>> run;

    /** Charge the run that is in progress when a call is made. */
    public BedrockUsageInterceptor() {
        this.run = Optional.empty();
    }

    /**
     * Charge the run that is in progress when a call is made, as calls of {@code role}: for a client that grades what the
     * agent did.
     *
     * @param role whose calls they are
     */
    public BedrockUsageInterceptor(ModelCall.Role role) {
        this.run = Optional.of(() -> ActiveRuns.current(role));
    }

    /**
     * Charge {@code run} with every call, on any thread.
     *
     * @param run the run that is charged
     */
    public BedrockUsageInterceptor(RunRecorder run) {
        this.run = Optional.of(() -> run);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Optional<BedrockCall> known = callOf(attributes);
        if (known.isPresent() && run.isEmpty()) {
            return;
        }
        known.ifPresent(BedrockCall::discard);
        Request.of(context.request())
                .ifPresent(request -> attributes.putAttribute(
                        CALL,
                        new BedrockCall(
                                request,
                                SentCall.by(run.<RunRecorder>map(Supplier::get).orElseGet(ActiveRuns::current)))));
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        Optional<BedrockCall> streamed =
                callOf(attributes).filter(call -> call.request().streamed() && response.isSuccessful());
        if (streamed.isEmpty()) {
            return context.responsePublisher();
        }
        return context.responsePublisher().map(content -> streamed.get().watched(content, response));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        callOf(attributes).ifPresent(call -> call.answered(context.response(), context.httpResponse()));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        callOf(attributes).ifPresent(call -> call.failed(context.exception()));
    }

    private static Optional<BedrockCall> callOf(ExecutionAttributes attributes) {
        return Optional.ofNullable(attributes.getAttribute(CALL));
    }
}
