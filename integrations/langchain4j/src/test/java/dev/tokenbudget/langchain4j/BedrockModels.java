package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.tokenbudget.testkit.LoopbackProvider;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** LangChain4j's model of Bedrock, apart from {@link Models}, which can do without the AWS SDK. */
final class BedrockModels {

    private BedrockModels() {}

    static BedrockRuntimeClient client(LoopbackProvider provider) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(URI.create(provider.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
    }

    static ChatModel bedrock(BedrockRuntimeClient client, ChatModelListener listener) {
        return BedrockChatModel.builder()
                .client(client)
                .modelId("nova-test")
                .listeners(List.of(listener))
                .build();
    }
}
