package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an exchange, in which what all exchanges have in common is left out; a body that is absent is empty.
 */
record ExchangeJson(
        @Nullable String upstream,
        ModelCall.@Nullable Role role,
        @Nullable String agent,
        @Nullable String method,
        @Nullable String target,
        @Nullable JsonNode request,
        @Nullable Integer status,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode answer,
        @Nullable List<RecordedCallJson> calls) {

    /**
     * Return the exchange.
     *
     * @param each what all exchanges have in common
     * @param parts what values may refer to
     * @param pointer where it stands in its file
     */
    Exchange toExchange(CommonJson each, PartsJson parts, String pointer) {
        String from = required(upstream, each.upstream(), "upstream", pointer);
        ModelCall.Role whose = role == null ? each.role() : role;
        String by = agent == null ? each.agent() : agent;
        Map<String, String> received = headers == null ? each.headers() : headers;
        List<RecordedCallJson> charged = calls == null ? List.of() : calls;
        List<ModelCall> read = new ArrayList<>();
        for (int i = 0; i < charged.size(); i++) {
            read.add(charged.get(i).toCall(from, by, parts, pointer + "/calls/" + i));
        }
        return new Exchange(
                from,
                whose == null ? ModelCall.Role.AGENT : whose,
                Optional.ofNullable(by),
                required(method, each.method(), "method", pointer),
                required(target, each.target(), "target", pointer),
                body(request, parts, pointer + "/request"),
                required(status, each.status(), "status", pointer),
                received == null ? Map.of() : received,
                withCommon(each, parts, body(answer, parts, pointer + "/answer")),
                read);
    }

    private static <T> T required(@Nullable T own, @Nullable T common, String field, String pointer) {
        if (own != null) {
            return own;
        }
        if (common != null) {
            return common;
        }
        throw new MalformedPartException(pointer, "the field \"" + field + "\" is missing.");
    }

    private static Body withCommon(CommonJson each, PartsJson parts, Body answer) {
        return each.answer() != null && answer instanceof Body.Json own
                ? BodyJson.with(parts.resolve(each.answer(), "/each/answer"), own)
                : answer;
    }

    private static Body body(@Nullable JsonNode json, PartsJson parts, String pointer) {
        return json == null ? new Body.None() : BodyJson.toBody(parts.resolve(json, pointer), pointer);
    }
}
