package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.protocol.ModelRequest;

/**
 * What an answer must have been asked for to be read as the answer to another request: a stream is no document, and a
 * message no list of models.
 *
 * @param upstream who is asked
 * @param method the HTTP method
 * @param path the path, without the model that it may name
 * @param isStream whether the body asks for a stream
 */
record RequestKind(String upstream, String method, String path, boolean isStream) {

    static RequestKind of(ModelRequest request) {
        String model = request.model();
        String path = model.isEmpty() ? request.path() : request.path().replace(model, "*");
        return new RequestKind(
                request.upstream(),
                request.method(),
                path,
                request.body().path("stream").asBoolean());
    }
}
