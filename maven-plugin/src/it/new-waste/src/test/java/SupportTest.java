import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.junit.Variant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * An agent that searches and answers, on the model in use and on a cheaper one. A model grades its answers with
 * {@code -Dit.graded}, and it is offered a tool that it never calls with {@code -Dit.offered=refund}.
 */
class SupportTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RULES = "Answer the customer. Say what you know, and what you do not know. ".repeat(80);

    @BenchmarkTask(runs = 3)
    @TokenBudget(maxJudgeCostUsd = 0.05)
    void answers(@Variant({"gpt-5", "gpt-5-mini"}) String model, ModelGateway gateway) throws Exception {
        String asked = message("system", RULES) + "," + message("user", "Where is my refund?");
        ask(gateway.openAi(), model, asked);
        ask(
                gateway.openAi(),
                model,
                asked + "," + called() + ",{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"Order 7: paid back.\"}");
        if (Boolean.getBoolean("it.graded")) {
            ask(gateway.judge().openAi(), "gpt-5", message("user", "Grade from 1 to 5: Refunded. " + RULES));
        }
    }

    private static String called() {
        return "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"search\",\"arguments\":\"{\\\"query\\\":\\\"refunds\\\"}\"}}]}";
    }

    private static void ask(String url, String model, String messages) throws Exception {
        String offered = System.getProperty("it.offered", "");
        String tools = tool("search", "Finds an order.")
                + (offered.isEmpty() ? "" : "," + tool(offered, "Pays money back. ".repeat(40)));
        int status = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"model\":\"" + model + "\",\"messages\":[" + messages
                                        + "],\"tools\":[" + tools + "]}"))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        if (status != 200) {
            throw new AssertionError("HTTP " + status);
        }
    }

    private static String tool(String name, String description) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"description\":\"" + description
                + "\",\"parameters\":{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\"}}}}}";
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }
}
