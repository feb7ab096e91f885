package dev.tokenbudget.bedrock;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A request that consumes tokens; counting them, for one, does not.
 *
 * @param model the model's id or its inference profile
 * @param streamed whether the answer comes as a stream of events
 */
record Request(String model, boolean streamed) {

    /** Tell requests by name: each came with another version of the SDK, and naming the class of one would demand it. */
    static Optional<Request> of(SdkRequest request) {
        return switch (request.getClass().getSimpleName()) {
            case "ConverseRequest", "InvokeModelRequest" -> Optional.of(new Request(modelOf(request), false));
            case "ConverseStreamRequest",
                    "InvokeModelWithResponseStreamRequest",
                    "InvokeModelWithBidirectionalStreamRequest" -> Optional.of(new Request(modelOf(request), true));
            default -> Optional.empty();
        };
    }

    private static String modelOf(SdkRequest request) {
        return request.getValueForField("modelId", String.class).orElse("unknown");
    }
}
