package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** OpenAI Responses. */
final class ResponsesDialect extends Dialect {

    private final Map<String, ArrayNode> stored = new ConcurrentHashMap<>();

    ResponsesDialect(Counting counting) {
        super("/responses", new AutomaticCache(counting)::charge);
    }

    @Override
    OfflineRequest read(ObjectNode body) {
        return new ResponsesRequest(body, items(body)).read();
    }

    @Override
    ObjectNode write(ObjectNode body, Reply reply) {
        ObjectNode response = response(body, reply);
        boolean cut = reply.answer().stop() == Answer.Stop.MAX_TOKENS;
        response.put("status", cut ? "incomplete" : "completed");
        if (cut) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        response.set("output", ResponseItems.of(reply));
        response.set("usage", usage(reply.charge()));
        store(body, reply);
        return response;
    }

    @Override
    void stream(ObjectNode body, Reply reply, EventStream events) throws IOException {
        ResponseEvents stream = new ResponseEvents(events);
        ObjectNode begun = response(body, reply).put("status", "in_progress");
        begun.putArray("output");
        begun.putNull("usage");
        stream.send("response.created", begun);
        stream.send("response.in_progress", begun);
        stream.sendItems(ResponseItems.of(reply));
        ObjectNode response = write(body, reply);
        stream.send("response." + response.path("status").asText(), response);
    }

    @Override
    ObjectNode error(String type, String message) {
        return ChatCompletionsDialect.errorOf(type, message);
    }

    private ArrayNode items(ObjectNode body) {
        ArrayNode items = OfflineJson.array();
        String previous = body.path("previous_response_id").asText("");
        if (!previous.isEmpty()) {
            ArrayNode earlier = stored.get(previous);
            if (earlier == null) {
                throw new BadRequest("Previous response with id '" + previous + "' not found.");
            }
            items.addAll(earlier);
        }
        if (body.path("input").isTextual()) {
            items.addObject()
                    .put("role", "user")
                    .put("content", body.path("input").asText());
        } else if (body.path("input") instanceof ArrayNode input) {
            items.addAll(input);
        }
        return items;
    }

    private void store(ObjectNode body, Reply reply) {
        if (body.path("store").asBoolean(true)) {
            stored.put(reply.id("resp"), items(body).addAll(ResponseItems.of(reply)));
        }
    }

    private static ObjectNode response(ObjectNode body, Reply reply) {
        ObjectNode response = OfflineJson.object()
                .put("id", reply.id("resp"))
                .put("object", "response")
                .put("created_at", reply.at().getEpochSecond())
                .put("model", reply.request().model());
        response.putNull("error").putNull("incomplete_details").putNull("instructions");
        response.put("parallel_tool_calls", true).put("temperature", 1.0).put("top_p", 1.0);
        response.set("previous_response_id", body.path("previous_response_id").deepCopy());
        response.put("tool_choice", "auto");
        response.set("tools", body.path("tools").isArray() ? body.path("tools").deepCopy() : OfflineJson.array());
        response.putObject("metadata");
        return response;
    }

    private static ObjectNode usage(Charge charge) {
        ObjectNode usage = OfflineJson.object().put("input_tokens", charge.input());
        usage.putObject("input_tokens_details").put("cached_tokens", charge.cacheRead());
        usage.put("output_tokens", charge.output());
        usage.putObject("output_tokens_details").put("reasoning_tokens", charge.reasoning());
        return usage.put("total_tokens", charge.input() + charge.output());
    }
}
