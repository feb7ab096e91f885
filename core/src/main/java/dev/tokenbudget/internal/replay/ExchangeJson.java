package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of an exchange; a body that is absent is empty. */
record ExchangeJson(
        @JsonProperty(required = true) String upstream,
        @Nullable String agent,
        @JsonProperty(required = true) String method,
        @JsonProperty(required = true) String target,
        @Nullable JsonNode request,
        @JsonProperty(required = true) int status,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode answer,
        @Nullable List<RecordedCallJson> calls) {

    /**
     * Return the exchange.
     *
     * @param parts what values may refer to
     * @param pointer where it stands in its file
     */
    Exchange toExchange(PartsJson parts, String pointer) {
        List<RecordedCallJson> charged = calls == null ? List.of() : calls;
        List<ModelCall> read = new ArrayList<>();
        for (int i = 0; i < charged.size(); i++) {
            read.add(charged.get(i).toCall(upstream, agent, parts, pointer + "/calls/" + i));
        }
        return new Exchange(
                upstream,
                Optional.ofNullable(agent),
                method,
                target,
                body(request, parts, pointer + "/request"),
                status,
                headers == null ? Map.of() : headers,
                body(answer, parts, pointer + "/answer"),
                read);
    }

    private static Body body(@Nullable JsonNode json, PartsJson parts, String pointer) {
        return json == null ? new Body.None() : BodyJson.toBody(parts.resolve(json, pointer), pointer);
    }
}
