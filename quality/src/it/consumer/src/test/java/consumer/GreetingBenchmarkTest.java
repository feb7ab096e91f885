package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

@TokenBudget(maxTotal = 1_000)
class GreetingBenchmarkTest {

    @BenchmarkTask(runs = 3)
    void greets(ModelGateway gateway) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.openAi() + "/chat/completions"))
                .header("Authorization", "Bearer none")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\": \"gpt-5-mini\", \"messages\": [{\"role\": \"user\", \"content\": \"Greet me.\"}]}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
