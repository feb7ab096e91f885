package dev.tokenbudget.bedrock;

import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** One call from its request to the end of its answer. */
final class BedrockCall {

    private final Request request;
    private final SentCall sent;
    private final AtomicBoolean watched = new AtomicBoolean();

    BedrockCall(Request request, SentCall sent) {
        this.request = request;
        this.sent = sent;
    }

    Request request() {
        return request;
    }

    void discard() {
        sent.discard();
    }

    /** Return the content of a streamed answer, which ends this call as it ends. */
    Publisher<ByteBuffer> watched(Publisher<ByteBuffer> content, SdkHttpResponse response) {
        watched.set(true);
        EventStreamAnswer answer = new EventStreamAnswer();
        return new WatchedPublisher(content, answer::read, () -> end(answer::reading, response));
    }

    /** End the call, unless its answer is a stream that has still to be read. */
    void answered(SdkResponse answer, SdkHttpResponse response) {
        if (!watched.get()) {
            end(() -> read(answer, response), response);
        }
    }

    void failed(Throwable error) {
        sent.ended(
                UsageSource.SDK,
                () -> call().status(consumedNothing(error) ? UsageStatus.NOT_BILLED : UsageStatus.UNKNOWN));
    }

    // The older of the two comes first: an SDK that lacks the other's classes never loads them.
    private static AnswerUsage read(SdkResponse answer, SdkHttpResponse response) {
        AnswerUsage reading = new AnswerUsage();
        if (answer instanceof InvokeModelResponse invoke) {
            reading.read(invoke.body().asByteArrayUnsafe());
            reading.readHeaders(response);
            reading.complete();
        } else if (answer instanceof ConverseResponse converse) {
            reading.read(converse);
        }
        return reading;
    }

    private void end(Supplier<AnswerUsage> reading, SdkHttpResponse response) {
        sent.ended(UsageSource.SDK, () -> {
            ModelCall.Builder call = call();
            requestId(response).ifPresent(call::responseId);
            reading.get().describe(call);
            return call;
        });
    }

    private ModelCall.Builder call() {
        return ModelCall.builder("bedrock", request.model())
                .source(UsageSource.SDK)
                .streamed(request.streamed());
    }

    /** Bedrock's answers have no id; frameworks on top of the SDK take that of the request as well. */
    private static Optional<String> requestId(SdkHttpResponse response) {
        return response.firstMatchingHeader("x-amzn-RequestId");
    }

    /** Whether the request was refused or never arrived; after a time-out or a cut answer it is unknown. */
    private static boolean consumedNothing(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException
                    || cause instanceof ConnectException
                    || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
