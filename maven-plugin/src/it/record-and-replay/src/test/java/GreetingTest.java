import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** An agent that is careless with its key. */
class GreetingTest {

    @BenchmarkTask(runs = 3)
    void greets(ModelGateway gateway) throws Exception {
        String key = System.getenv("IT_API_KEY");
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.openAi() + "/chat/completions?api_key=" + key))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + key)
                                .POST(BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
                                        + "\"Greet customer planted-4711.\\nMy key is " + key + ".\"}]}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        if (!answer.contains("Good morning!")) {
            throw new AssertionError(answer);
        }
    }
}
