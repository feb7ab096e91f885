import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Agents whose rules have grown since the recording where {@code -Dit.rules=longer} says so. */
class AdviceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RULES = "Advise with care. Say what you know, and what you do not know. ".repeat(80)
            + ("longer".equals(System.getProperty("it.rules")) ? "Give a source for every figure. ".repeat(9) : "");

    @BenchmarkTask(runs = 3)
    void advises(ModelGateway gateway) {
        converse(gateway, "Which plan suits me?", 4);
    }

    @BenchmarkTask(runs = 3)
    void compares(ModelGateway gateway) {
        converse(gateway, "Which of the two is cheaper?", 3);
    }

    @BenchmarkTask(runs = 3)
    void explains(ModelGateway gateway) {
        converse(gateway, "Why is that so?", 2);
    }

    @BenchmarkTask(runs = 3)
    void advisesTwoAtOnce(ModelGateway gateway) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> converse(gateway, "Where do I pay?", 3));
        converse(gateway, "When do I pay?", 3);
        other.join();
    }

    private static void converse(ModelGateway gateway, String question, int turns) {
        String said = message("system", RULES) + "," + message("user", question);
        for (int turn = 1; turn <= turns; turn++) {
            String answer = ask(gateway, "{\"model\":\"gpt-5-mini\",\"messages\":[" + said + "]}");
            said += "," + message("assistant", answer) + "," + message("user", "And then? Step " + turn + ".");
        }
    }

    private static String ask(ModelGateway gateway, String request) {
        String answer = CLIENT.sendAsync(
                        HttpRequest.newBuilder(URI.create(gateway.openAi() + "/chat/completions"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(request))
                                .build(),
                        BodyHandlers.ofString())
                .join()
                .body();
        return answer.replaceAll("(?s).*\"content\" ?: ?\"([^\"]*)\".*", "$1");
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }
}
