package dev.tokenbudget.suites.offline;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import org.junit.jupiter.api.AutoClose;

/** An offline model that is read by openai-java. */
abstract class OpenAiClientTest {

    @AutoClose
    private final OfflineModel model = OfflineModel.start(1);

    @AutoClose
    final OpenAIClient client =
            OpenAIOkHttpClient.builder().baseUrl(model.openAi()).apiKey("none").build();
}
