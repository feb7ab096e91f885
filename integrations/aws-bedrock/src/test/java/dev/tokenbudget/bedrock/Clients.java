package dev.tokenbudget.bedrock;

import dev.tokenbudget.testkit.LoopbackProvider;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The SDK's own clients, pointed at a provider on loopback, and what they are asked. */
final class Clients {

    private static final Message QUESTION = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Hello?"))
            .build();
    private static final SdkBytes BODY = SdkBytes.fromUtf8String("{\"prompt\": \"Hello?\"}");

    /** Shared, and left to the JVM's end: a client that owns its threads waits two seconds for them when it is closed. */
    private static final SdkEventLoopGroup EVENT_LOOPS =
            SdkEventLoopGroup.builder().numberOfThreads(4).build();

    private Clients() {}

    static BedrockRuntimeClient client(LoopbackProvider provider, ExecutionInterceptor... interceptors) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(URI.create(provider.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .overrideConfiguration(
                        configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor))
                .build();
    }

    static BedrockRuntimeAsyncClient asyncClient(LoopbackProvider provider) {
        return BedrockRuntimeAsyncClient.builder()
                .endpointOverride(URI.create(provider.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                // The provider on loopback speaks HTTP/1.1 only.
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .eventLoopGroup(EVENT_LOOPS))
                .build();
    }

    static void converse(BedrockRuntimeClient client) {
        client.converse(request -> request.modelId("nova-test").messages(QUESTION));
    }

    static CompletableFuture<?> converse(BedrockRuntimeAsyncClient client) {
        return client.converse(request -> request.modelId("nova-test").messages(QUESTION));
    }

    static CompletableFuture<Void> converseStream(BedrockRuntimeAsyncClient client) {
        return client.converseStream(
                request -> request.modelId("nova-test").messages(QUESTION),
                ConverseStreamResponseHandler.builder()
                        .subscriber(
                                ConverseStreamResponseHandler.Visitor.builder().build())
                        .build());
    }

    static void invoke(BedrockRuntimeClient client) {
        client.invokeModel(request -> request.modelId("claude-test").body(BODY));
    }

    static CompletableFuture<Void> invokeStream(BedrockRuntimeAsyncClient client) {
        return client.invokeModelWithResponseStream(
                request -> request.modelId("claude-test").body(BODY),
                InvokeModelWithResponseStreamResponseHandler.builder()
                        .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                                .build())
                        .build());
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));
    }
}
