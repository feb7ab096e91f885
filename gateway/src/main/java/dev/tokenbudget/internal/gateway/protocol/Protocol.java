package dev.tokenbudget.internal.gateway.protocol;

import dev.tokenbudget.usage.CallKind;

/**
 * One provider API's wire format: recognises its requests, and reads usage from the answers.
 *
 * <p>A protocol sees JSON documents only; how they are framed on the wire (one body, server-sent events, lines) is not its
 * concern. Implementations hold no state: what one answer needs lives in its {@link ResponseReader}.
 */
public interface Protocol {

    /** Whether {@code request} consumes tokens, or fetches an answer that did, in this wire format. */
    boolean matches(ModelRequest request);

    /** Start to read one answer. */
    ResponseReader reader(ModelRequest request);

    /**
     * Return an error in the provider's own shape, so that its SDKs show {@code sentence} to their user.
     *
     * @param status HTTP status that the error is sent with
     * @param sentence what is wrong, and the remedy
     * @return a JSON text
     */
    String error(int status, String sentence);

    /** Return the model that {@code request} asks for, or an empty text where it does not say. */
    default String requestedModel(ModelRequest request) {
        return request.model();
    }

    /** Return what {@code request} is made for. */
    default CallKind kind(ModelRequest request) {
        return CallKind.INFERENCE;
    }

    /** Whether {@code request} fetches the answer to another request: it is the same call, not one more. */
    default boolean isRetrieval(ModelRequest request) {
        return !request.isPost();
    }

    /** Whether a run's end waits for the answer, without which its tokens would not be known. */
    default boolean isAwaited() {
        return true;
    }

    /** Return how to request usage where the agent did not, or {@link UsageRequest#NONE} where it always comes. */
    default UsageRequest usageRequest(ModelRequest request) {
        return UsageRequest.NONE;
    }
}
