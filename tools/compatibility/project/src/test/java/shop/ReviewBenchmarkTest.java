package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which tests are measured. */
@TokenBudget(maxTotal = 15_000)
class ReviewBenchmarkTest {

    @BenchmarkTask(runs = 3)
    void reviewsSmallChange(ModelGateway gateway) throws Exception {
        ask(gateway, "Review: return basket.dearest().get();");
    }

    @Test
    void greets(ModelGateway gateway) throws Exception {
        ask(gateway, "Greet me.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", "coffee"})
    void describes(String drink, ModelGateway gateway) throws Exception {
        ask(gateway, "Describe " + drink + ".");
    }

    private static void ask(ModelGateway gateway, String question) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.anthropic() + "/v1/messages"))
                .header("x-api-key", "none")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
    }
}
