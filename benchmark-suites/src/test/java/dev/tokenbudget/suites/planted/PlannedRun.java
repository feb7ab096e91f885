package dev.tokenbudget.suites.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.suites.offline.DictatedModel;
import dev.tokenbudget.suites.offline.Prose;
import dev.tokenbudget.suites.planted.AgentPlan.Number;
import dev.tokenbudget.suites.planted.AgentPlan.ToolUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Does once what a plan says, by real HTTP. */
final class PlannedRun {

    static final String ASK = "ask_";

    /** The caller of a judge's calls in the ledger. */
    static final String JUDGE = "judge";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectNode STATE = Json.object()
            .put("city", "Ghent")
            .put("language", "Dutch")
            .put("fare", "off-peak")
            .put("seats", "2")
            .put("class", "second");

    private static final Instant BEGAN = Instant.parse("2026-11-30T08:00:00Z");

    private final Plan plan;
    private final Wire wire;
    private final Noise noise;
    private final int number;
    private final URI url;
    private int calls;

    /**
     * Prepare a run.
     *
     * @param number its number, from 1
     * @param baseUrl where the provider is asked
     */
    PlannedRun(Plan plan, Wire wire, Noise noise, int number, String baseUrl) {
        this.plan = plan;
        this.wire = wire;
        this.noise = noise;
        this.number = number;
        this.url = URI.create(baseUrl + wire.path());
    }

    void make() {
        String answer = answer(plan.agents().get(0), "");
        for (AgentPlan reviewer : plan.reviewers()) {
            answer = answer(reviewer, answer);
        }
        if (plan.isJudged()) {
            judge(answer);
        }
    }

    /** A round of a conversation: what the model said, and what the tool that it called gave. */
    private record Round(JsonNode answer, String result) {}

    private String answer(AgentPlan agent, String context) {
        String asked = agent.input().replace("{question}", Prose.of("question " + number, 20));
        ObjectNode input = wire.ofUser(agent.is(Number.COPIED_CONTEXT) ? asked + "\n" + context : asked);
        List<Round> rounds = new ArrayList<>();
        for (ToolUse use : noise.uses(agent)) {
            List<ObjectNode> messages = messages(agent, input, rounds);
            JsonNode answer = post(agent, messages, agent.number(Number.MOST_OUTPUT), callOf(use));
            rounds.add(new Round(answer, result(agent, use, agent.system() + messages)));
        }
        return answered(agent, messages(agent, input, rounds), rounds.size());
    }

    private String answered(AgentPlan agent, List<ObjectNode> messages, int round) {
        String about = "the answer of " + agent.name();
        int tokens = noise.length(agent.number(Number.ANSWER), agent.name(), round);
        ObjectNode dictated = Json.object()
                .put("about", about)
                .put("tokens", tokens)
                .put("reasoning", agent.number(Number.REASONING));
        for (int attempt = 1; attempt <= agent.number(Number.ATTEMPTS); attempt++) {
            if (wire.isCut(post(agent, messages, agent.number(Number.MOST_OUTPUT), dictated))) {
                post(agent, messages, 2 * AgentPlan.Number.MOST_OUTPUT.usual(), dictated);
            }
        }
        return Prose.of(about, tokens);
    }

    private static ObjectNode callOf(ToolUse use) {
        ObjectNode dictated =
                Json.object().put("about", "why to call " + use.about()).put("tokens", 15);
        ObjectNode call = dictated.putArray("tools").addObject().put("name", use.tool());
        call.putObject("arguments").put("about", use.about()).put("limit", 10);
        return dictated;
    }

    private String result(AgentPlan agent, ToolUse use, String context) {
        if (use.tool().startsWith(ASK)) {
            return answer(plan.agent(use.tool().substring(ASK.length())), context);
        }
        int tokens = agent.tools().stream()
                .filter(tool -> tool.name().equals(use.tool()))
                .mapToInt(ToolPlan::resultTokens)
                .sum();
        return Prose.of("the result of " + use.about(), tokens);
    }

    private List<ObjectNode> messages(AgentPlan agent, ObjectNode input, List<Round> rounds) {
        List<ObjectNode> messages = new ArrayList<>(List.of(input));
        int leftOut = rounds.size() - agent.number(Number.KEPT_RESULTS);
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            messages.add(wire.ofModel(round.answer()));
            messages.add(wire.result(round.answer(), i < leftOut ? "left out" : round.result()));
        }
        return messages;
    }

    private JsonNode post(AgentPlan agent, List<ObjectNode> messages, int mostOutput, ObjectNode dictated) {
        calls++;
        List<ObjectNode> tools = new ArrayList<>();
        agent.tools().forEach(tool -> tools.add(wire.tool(tool.name(), ofThisCall(tool.description()))));
        if (agent.is(Number.SHUFFLED_TOOLS)) {
            Collections.shuffle(tools, random());
        }
        if (agent.is(Number.SHUFFLED_KEYS)) {
            tools.replaceAll(this::withShuffledKeys);
        }
        Optional<String> schema = agent.is(Number.SCHEMA)
                ? Optional.of(Prose.of("the form of " + agent.name(), agent.number(Number.SCHEMA)))
                : Optional.empty();
        return post(
                wire.request(
                        wire.model(agent.isLarge()),
                        mostOutput,
                        schema,
                        new Wire.Prompt(ofThisCall(agent.system()), tools, messages)),
                agent.name(),
                dictated,
                "TokenBudget-Agent",
                agent.name());
    }

    private void judge(String answer) {
        Wire.Prompt prompt = new Wire.Prompt(
                Prose.of("how to judge", 300), List.of(), List.of(wire.ofUser("Judge this: " + answer)));
        ObjectNode dictated = Json.object().put("about", "a verdict").put("tokens", 60);
        post(
                wire.request(wire.model(true), 8_000, Optional.empty(), prompt),
                JUDGE,
                dictated,
                "TokenBudget-Role",
                "judge");
    }

    private JsonNode post(ObjectNode request, String caller, ObjectNode dictated, String... header) {
        HttpRequest post = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header(DictatedModel.CALLER, caller)
                .header(DictatedModel.ANSWER, dictated.toString())
                .headers(header)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(post, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String ofThisCall(String text) {
        String id = UUID.nameUUIDFromBytes((number + "/" + calls).getBytes(StandardCharsets.UTF_8))
                .toString();
        return text.replace(
                        "{time}",
                        BEGAN.plusSeconds(3600L * number + 17L * calls).toString())
                .replace("{id}", id)
                .replace("{keys}", withShuffledKeys(STATE).toString());
    }

    private ObjectNode withShuffledKeys(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        Collections.shuffle(fields, random());
        ObjectNode shuffled = Json.object();
        fields.forEach(field -> shuffled.set(
                field.getKey(),
                field.getValue() instanceof ObjectNode inner ? withShuffledKeys(inner) : field.getValue()));
        return shuffled;
    }

    private Random random() {
        return new Random(1_000L * number + 31L * calls);
    }
}
