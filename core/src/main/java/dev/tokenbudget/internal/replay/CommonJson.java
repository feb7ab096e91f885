package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.usage.ModelCall;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of what all exchanges of a recording have in common, which stands in front once. */
record CommonJson(
        @Nullable String upstream,
        ModelCall.@Nullable Role role,
        @Nullable String agent,
        @Nullable String method,
        @Nullable String target,
        @Nullable Integer status,
        @Nullable Map<String, String> headers,
        @Nullable ObjectNode answer) {

    static final CommonJson NOTHING = new CommonJson(null, null, null, null, null, null, null, null);

    /** Return the fields that are the same in all {@code exchanges}. */
    static Map<String, Object> of(Collection<Exchange> exchanges) {
        Map<String, Object> common = new LinkedHashMap<>();
        if (exchanges.size() > 1) {
            common.putAll(asked(exchanges.iterator().next()));
            common.putAll(answered(exchanges.iterator().next()));
            for (Exchange exchange : exchanges) {
                Map<String, Object> own = asked(exchange);
                own.putAll(answered(exchange));
                common.entrySet().retainAll(own.entrySet());
            }
        }
        return common;
    }

    /** Return how an exchange was asked. */
    static Map<String, Object> asked(Exchange exchange) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("upstream", exchange.upstream());
        if (exchange.role() != ModelCall.Role.AGENT) {
            fields.put("role", exchange.role().name());
        }
        exchange.agent().ifPresent(agent -> fields.put("agent", agent));
        fields.put("method", exchange.method());
        fields.put("target", exchange.target());
        return fields;
    }

    /** Return how an exchange was answered. */
    static Map<String, Object> answered(Exchange exchange) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", exchange.status());
        if (!exchange.headers().isEmpty()) {
            fields.put("headers", new TreeMap<>(exchange.headers()));
        }
        return fields;
    }
}
