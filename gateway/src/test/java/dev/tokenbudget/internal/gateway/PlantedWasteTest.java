package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenbudget.internal.gateway.CountingModel.Said;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.waste.Waste;
import dev.tokenbudget.internal.waste.WasteKey;
import dev.tokenbudget.internal.waste.WasteKind;
import dev.tokenbudget.internal.waste.WasteSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Each kind of waste, planted in an agent that asks a model through the gateway: it is found, and its saving is what the model counts
 * less when the same agent does without.
 */
class PlantedWasteTest {

    private static final int RUNS = 3;
    private static final String QUESTION = "What became of the order of Ms. Sommer, and who has to hear of it?";
    private static final String ANSWER = text("the order was sent on Monday and will arrive by Thursday", 4);
    private static final String DOCUMENT = text("a clause of the contract that says who pays for what and when", 60);

    @Test
    void an_answer_that_is_cut_and_asked_for_again() {
        assertFound(WasteKind.CUT_ANSWER, cut(true), cut(false));
    }

    @Test
    void an_answer_that_does_not_parse_and_is_asked_for_again() {
        assertFound(WasteKind.UNPARSABLE_ANSWER, unparsable(true), unparsable(false));
    }

    @Test
    void a_request_that_is_sent_again() {
        assertFound(WasteKind.IDENTICAL_REQUEST, asking(2), asking(1));
    }

    @Test
    void a_tool_that_is_called_again_with_the_same_arguments() {
        assertFound(WasteKind.REPEATED_TOOL_CALL, searching(2), searching(1));
    }

    @Test
    void a_result_that_is_carried_twice() {
        assertFound(WasteKind.REPEATED_RESULT, carrying(DOCUMENT), carrying("See above."));
    }

    @Test
    void a_tool_that_no_run_calls() {
        Waste waste = assertFound(WasteKind.UNUSED_TOOL, offering("search", "refund"), offering("search"));

        assertThat(waste.key().subject()).isEqualTo("refund");
        assertThat(waste.statement())
                .contains("tool refund was called in none of 3 runs")
                .contains("call");
    }

    @Test
    void a_context_that_two_agents_read() {
        Waste waste =
                assertFound(WasteKind.SHARED_CONTEXT, handingOver(DOCUMENT.repeat(2)), handingOver("Order 7, paid."));

        assertThat(waste.key().agent()).isEqualTo("writer");
        assertThat(waste.key().subject()).isEqualTo("reader");
    }

    @Test
    void a_context_that_is_pasted_into_one_message_of_another_agent() {
        String brief = text("support found that the parcel waits at the shop and that it is paid", 3);

        for (Wire wire : Wire.values()) {
            Waste waste = assertFound(
                    WasteKind.SHARED_CONTEXT,
                    delegating(wire, context -> "Write the letter.\n" + context),
                    delegating(wire, context -> "Write the letter.\n" + brief));

            assertThat(waste.key().agent()).isEqualTo("writer");
            assertThat(waste.key().subject()).isEqualTo("support");
            assertThat(waste.where()).isEqualTo("call 4 of run 1");
        }
    }

    @Test
    void a_context_that_is_pasted_as_json() {
        assertFound(
                WasteKind.SHARED_CONTEXT,
                delegating(Wire.CHAT, context -> "Write.\n" + TextNode.valueOf(context)),
                delegating(Wire.CHAT, context -> "Write.\nThe parcel waits at the shop."));
    }

    @Test
    void a_draft_that_another_agent_reviews_is_not_waste_of_its_writer() {
        String draft = text("the order was sent on Monday and will arrive by Thursday", 60);
        TaskRuns runs =
                measured(new Planted(asked -> Said.text(asked.path("messages").size() == 1 ? draft : "done"), agent -> {
                    ObjectNode write = agent.request("gpt-5-mini", "user", QUESTION);
                    String written = agent.ask(write, "TokenBudget-Agent", "writer")
                            .path("content")
                            .asText();
                    agent.ask(agent.request("gpt-5-mini", "user", written), "TokenBudget-Agent", "critic");
                    agent.ask(
                            agent.request("gpt-5-mini", "user", "Is it kind? " + written),
                            "TokenBudget-Agent",
                            "friend");
                    say(write, "assistant", written);
                    say(write, "user", "It is good. Sign it.");
                    agent.ask(write, "TokenBudget-Agent", "writer");
                }));

        assertThat(WasteSearch.in(runs, PriceList.bundled()))
                .filteredOn(Waste::isNotable)
                .extracting(Waste::key)
                .containsExactly(new WasteKey(WasteKind.SHARED_CONTEXT, "friend", "critic"));
    }

    @Test
    void what_an_answer_says_beyond_its_form() {
        String asked = "{\"reply\":\"" + ANSWER + "\"}";
        String beyond = "{\"reply\":\"" + ANSWER + "\",\"why\":\"" + ANSWER + "\"}";

        assertFound(WasteKind.BEYOND_FORM, formed(beyond), formed(asked));
        assertFound(WasteKind.BEYOND_FORM, formed("Sure! " + ANSWER + "\n" + asked), formed(asked));
    }

    @Test
    void a_prompt_that_is_far_longer_than_its_answer() {
        assertFound(WasteKind.LONG_PROMPT, reading(DOCUMENT.repeat(12)), reading(text("a clause", 50)));
    }

    @Test
    void instructions_that_are_not_cached() {
        assertFound(WasteKind.UNCACHED_PREFIX, instructed(false), instructed(true));
    }

    @Test
    void a_small_task_on_a_dear_model() {
        Waste waste = assertFound(WasteKind.DEAR_MODEL, small("gpt-5"), small("gpt-5-mini"));

        assertThat(waste.key().subject()).isEqualTo("openai/gpt-5");
        assertThat(waste.sentence(OptionalLong.of(1000)))
                .contains("openai/gpt-5-mini costs 20 % of it")
                .contains("was not measured");
    }

    /** An agent with its model: what it does in a run, and what it is answered. */
    private record Planted(Function<JsonNode, Said> model, Consumer<Agent> agent) {}

    private static Waste assertFound(WasteKind kind, Planted wasteful, Planted thrifty) {
        TaskRuns runs = measured(wasteful);
        TaskRuns without = measured(thrifty);
        List<Waste> found = WasteSearch.in(runs, PriceList.bundled());

        assertThat(found)
                .filteredOn(Waste::isNotable)
                .extracting(waste -> waste.key().kind())
                .containsExactly(kind);
        assertThat(WasteSearch.in(without, PriceList.bundled())).noneMatch(Waste::isNotable);
        Waste waste = found.get(0);
        assertThat(waste.usd().orElseThrow().doubleValue())
                .isCloseTo(mean(runs, Metric.COST_USD) - mean(without, Metric.COST_USD), Percentage.withPercentage(10));
        assertThat(waste.savedTokens())
                .isCloseTo(
                        mean(runs, Metric.TOTAL) - mean(without, Metric.TOTAL),
                        within(0.1 * Math.max(10, waste.savedTokens())));
        return waste;
    }

    private static double mean(TaskRuns runs, Metric metric) {
        return IntStream.range(0, RUNS)
                .mapToDouble(i -> runs.samples(metric)[i])
                .average()
                .orElseThrow();
    }

    private static TaskRuns measured(Planted planted) {
        List<Run> runs = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            try (CountingModel model = new CountingModel(planted.model());
                    GatewayRun measured = new GatewayRun(model.provider())) {
                planted.agent().accept(new Agent(measured));
                runs.add(GatewayRun.end(measured.run));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TaskRuns(runs.get(0).task(), runs).priced(PriceList.bundled());
    }

    private static Planted cut(boolean wasteful) {
        return new Planted(asked -> Said.text(ANSWER), agent -> {
            ObjectNode request = agent.request("gpt-5-mini", "user", QUESTION);
            if (wasteful) {
                agent.ask(request.put("max_tokens", 25));
            }
            agent.ask(request.put("max_tokens", 1000));
        });
    }

    private static Planted unparsable(boolean wasteful) {
        return new Planted(
                asked -> Said.text(
                        wasteful && asked.path("messages").size() == 1 ? ANSWER : "{\"reply\":\"" + ANSWER + "\"}"),
                agent -> {
                    ObjectNode request = withForm(agent.request("gpt-5-mini", "user", QUESTION));
                    String answer = agent.ask(request).path("content").asText();
                    if (!answer.startsWith("{")) {
                        say(request, "assistant", answer);
                        say(request, "user", "That was no JSON. Answer again.");
                        agent.ask(request);
                    }
                });
    }

    private static Planted asking(int times) {
        return new Planted(asked -> Said.text(ANSWER), agent -> {
            for (int i = 0; i < times; i++) {
                agent.ask(agent.request("gpt-5-mini", "user", QUESTION + DOCUMENT));
            }
        });
    }

    private static Planted searching(int times) {
        return new Planted(
                asked -> asked.path("messages").size() <= 2 * (times - 1) + 1
                        ? Said.call("search", "{\"order\":7}")
                        : Said.text(ANSWER),
                agent -> loop(agent, agent.request("gpt-5-mini", "user", QUESTION), arguments -> DOCUMENT, "search"));
    }

    private static Planted carrying(String second) {
        return new Planted(
                asked -> asked.path("messages").size() < 5
                        ? Said.call(
                                "search", "{\"page\":" + asked.path("messages").size() + "}")
                        : Said.text(ANSWER),
                agent -> loop(
                        agent,
                        agent.request("gpt-5-mini", "user", QUESTION),
                        arguments -> arguments.contains("1") ? DOCUMENT : second,
                        "search"));
    }

    private static Planted offering(String... tools) {
        return new Planted(
                asked -> asked.path("messages").size() == 1 ? Said.call("search", "{\"order\":7}") : Said.text(ANSWER),
                agent -> loop(agent, agent.request("gpt-5-mini", "user", QUESTION), arguments -> "sent", tools));
    }

    private static Planted handingOver(String context) {
        return new Planted(asked -> Said.text(ANSWER), agent -> {
            ObjectNode read = agent.request("gpt-5-mini", "user", QUESTION);
            say(read, "user", DOCUMENT.repeat(2));
            agent.ask(read, "TokenBudget-Agent", "reader");
            ObjectNode write = agent.request("gpt-5-mini", "user", "Write to her.");
            say(write, "user", context);
            agent.ask(write, "TokenBudget-Agent", "writer");
        });
    }

    /** An agent that searches twice, and another one that is given what {@code brief} makes of all that was said. */
    private static Planted delegating(Wire wire, UnaryOperator<String> brief) {
        return new Planted(asked -> Said.text(ANSWER), agent -> {
            List<String> said = new ArrayList<>(List.of(QUESTION));
            ObjectNode support = wire.request(agent, QUESTION);
            for (int i = 0; i < 2; i++) {
                String found = text("page " + i + " of the order: paid, packed, sent on Monday, 19.90 EUR\n", 16);
                said.add(wire.ask(agent, support, "support"));
                said.add(found);
                say(support, "assistant", said.get(said.size() - 2));
                say(support, "user", found);
            }
            wire.ask(agent, support, "support");
            String context = brief.apply(String.join("\n", said));
            wire.ask(agent, wire.request(agent, context), "writer");
        });
    }

    private static Planted formed(String answer) {
        return new Planted(
                asked -> Said.text(answer),
                agent -> agent.ask(withForm(agent.request("gpt-5-mini", "user", QUESTION))));
    }

    private static Planted reading(String document) {
        return new Planted(
                asked -> Said.text(text("yes", 20)), agent -> agent.ask(agent.request("gpt-5-mini", "user", document)));
    }

    private static Planted instructed(boolean marked) {
        return new Planted(asked -> Said.text(ANSWER), agent -> {
            for (int i = 0; i < 4; i++) {
                ObjectNode request = agent.request("claude-sonnet-4-5", "user", QUESTION + i);
                ObjectNode system = request.putArray("system")
                        .addObject()
                        .put("type", "text")
                        .put("text", DOCUMENT.repeat(2));
                if (marked) {
                    system.putObject("cache_control").put("type", "ephemeral");
                }
                agent.message(request);
            }
        });
    }

    private static Planted small(String model) {
        return new Planted(asked -> Said.text("urgent"), agent -> agent.ask(agent.request(model, "user", QUESTION)));
    }

    private static ObjectNode withForm(ObjectNode request) {
        ObjectNode schema = request.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "reply")
                .putObject("schema")
                .put("type", "object");
        schema.putObject("properties").putObject("reply").put("type", "string");
        return request;
    }

    /** Answer tool calls until there is none. */
    private static void loop(Agent agent, ObjectNode request, Function<String, String> results, String... tools) {
        for (String tool : tools) {
            request.withArray("tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool)
                    .put("description", text("what " + tool + " does for the customer, and when to use it", 8));
        }
        JsonNode answer = agent.ask(request);
        while (answer.has("tool_calls")) {
            ((ArrayNode) request.path("messages")).add(answer);
            JsonNode call = answer.path("tool_calls").path(0);
            ((ArrayNode) request.path("messages"))
                    .addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", results.apply(call.at("/function/arguments").asText()));
            answer = agent.ask(request);
        }
    }

    private static void say(ObjectNode request, String role, String text) {
        ((ArrayNode) request.path("messages")).addObject().put("role", role).put("content", text);
    }

    /** Return {@code words}, numbered so that no sentence is like another. */
    private static String text(String words, int times) {
        return IntStream.range(0, times).mapToObj(i -> words + " " + i).collect(Collectors.joining(", "));
    }

    /** The two shapes of requests that the model understands. */
    private enum Wire {
        CHAT {
            @Override
            ObjectNode request(Agent agent, String text) {
                return agent.request("gpt-5-mini", "user", text);
            }

            @Override
            String ask(Agent agent, ObjectNode request, String name) {
                return agent.ask(request, "TokenBudget-Agent", name)
                        .path("content")
                        .asText();
            }
        },
        MESSAGES {
            @Override
            ObjectNode request(Agent agent, String text) {
                ObjectNode request = agent.request("claude-haiku-4-5", "user", text);
                request.putArray("system").addObject().put("type", "text").put("text", "You serve customers.");
                return request;
            }

            @Override
            String ask(Agent agent, ObjectNode request, String name) {
                return agent.message(request, "TokenBudget-Agent", name)
                        .at("/content/0/text")
                        .asText();
            }
        };

        abstract ObjectNode request(Agent agent, String text);

        abstract String ask(Agent agent, ObjectNode request, String name);
    }

    private record Agent(GatewayRun measured) {

        ObjectNode request(String model, String role, String text) {
            ObjectNode request = CountingModel.JSON.createObjectNode().put("model", model);
            request.putArray("messages");
            say(request, role, text);
            return request;
        }

        JsonNode ask(ObjectNode request, String... headers) {
            return post(measured.route.baseUrl("openai") + "/chat/completions", request, headers)
                    .at("/choices/0/message");
        }

        JsonNode message(ObjectNode request, String... headers) {
            return post(measured.route.baseUrl("anthropic") + "/v1/messages", request.put("max_tokens", 1000), headers);
        }

        private static JsonNode post(String url, ObjectNode request, String... headers) {
            try {
                String answer =
                        new String(Client.post(url, request.toString(), headers).body(), StandardCharsets.UTF_8);
                return CountingModel.JSON.readTree(answer);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }
}
