package dev.tokenbudget.bedrock;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/**
 * A request that consumes tokens; counting them, for one, does not.
 *
 * @param model the model's id or its inference profile
 * @param streamed whether the answer comes as a stream of events
 */
record Request(String model, boolean streamed) {

    static Optional<Request> of(SdkRequest request) {
        if (request instanceof ConverseRequest converse) {
            return Optional.of(new Request(converse.modelId(), false));
        }
        if (request instanceof InvokeModelRequest invoke) {
            return Optional.of(new Request(invoke.modelId(), false));
        }
        if (request instanceof ConverseStreamRequest converse) {
            return Optional.of(new Request(converse.modelId(), true));
        }
        if (request instanceof InvokeModelWithResponseStreamRequest invoke) {
            return Optional.of(new Request(invoke.modelId(), true));
        }
        if (request instanceof InvokeModelWithBidirectionalStreamRequest invoke) {
            return Optional.of(new Request(invoke.modelId(), true));
        }
        return Optional.empty();
    }
}
