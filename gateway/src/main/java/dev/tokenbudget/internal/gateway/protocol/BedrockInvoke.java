package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amazon Bedrock's InvokeModel: every model has its own format of answers; headers count for those that do not. */
final class BedrockInvoke implements Protocol {

    private static final Pattern MODEL = Pattern.compile("(?s).*/model/(.+)/[^/]+");
    private static final String HEADER = "X-Amzn-Bedrock-";

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost()
                && (request.pathEndsWith("/invoke") || request.pathEndsWith("/invoke-with-response-stream"));
    }

    @Override
    public String requestedModel(ModelRequest request) {
        return modelIn(request.path());
    }

    @Override
    public CallKind kind(ModelRequest request) {
        return modelIn(request.path()).contains("embed") ? CallKind.EMBEDDING : CallKind.INFERENCE;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new InvokeReader(kind(request));
    }

    @Override
    public String error(int status, String sentence) {
        return Cohere.errorOf(sentence);
    }

    static String modelIn(String path) {
        Matcher model = MODEL.matcher(path);
        return model.matches() ? model.group(1) : "";
    }

    private static final class InvokeReader implements ResponseReader {

        private final CallKind kind;
        private final ResponseReader anthropic = new AnthropicMessages.MessageReader();
        private final ResponseReader openAi = new ChatCompletions.CompletionReader();

        InvokeReader(CallKind kind) {
            this.kind = kind;
        }

        @Override
        public void readHeaders(UnaryOperator<String> header, UsageReading reading) {
            reading.kind(kind);
            String tier = header.apply(HEADER + "Service-Tier");
            if (!tier.isEmpty()) {
                reading.serviceTier(tier);
            }
            OptionalLong cacheRead = ProviderJson.count(header.apply(HEADER + "Cache-Read-Input-Token-Count"));
            OptionalLong cacheWrite = ProviderJson.count(header.apply(HEADER + "Cache-Write-Input-Token-Count"));
            reading.usageBesideBody(NormalForm.of(
                    ProviderJson.sum(
                            ProviderJson.count(header.apply(HEADER + "Input-Token-Count")), cacheRead, cacheWrite),
                    ProviderJson.count(header.apply(HEADER + "Output-Token-Count")),
                    cacheRead,
                    cacheWrite,
                    NormalForm.UNKNOWN));
        }

        @Override
        public void read(JsonNode document, UsageReading reading) {
            boolean streamed = document.path("bytes").isTextual();
            JsonNode answer = streamed ? unpacked(document) : document;
            if (kind == CallKind.EMBEDDING || holdsVectors(answer)) {
                // The path tells nothing where it names a profile by its ARN.
                reading.kind(CallKind.EMBEDDING);
                Embeddings.readInput(ProviderJson.count(answer, "inputTextTokenCount"), reading);
            } else if (answer.path("type").isTextual()) {
                anthropic.read(answer, reading);
            } else if (answer.has("choices")) {
                openAi.read(answer, reading);
            } else {
                readAmazon(answer, reading);
                readCounts(answer, streamed, reading);
            }
            readMetrics(answer.path("amazon-bedrock-invocationMetrics"), reading);
        }

        private static boolean holdsVectors(JsonNode answer) {
            return answer.has("embedding") || answer.has("embeddings") || answer.has("embeddingsByType");
        }

        /** A frame of a stream holds the model's own document in base64. */
        private static JsonNode unpacked(JsonNode frame) {
            return ProviderJson.parse(
                    Base64.getDecoder().decode(frame.path("bytes").textValue()));
        }

        private static void readAmazon(JsonNode answer, UsageReading reading) {
            BedrockConverse.read(answer, reading);
            BedrockConverse.read(answer.path("metadata"), reading);
            BedrockConverse.read(answer.path("messageStop"), reading);
            BedrockConverse.read(answer.path("contentBlockStart"), reading);
        }

        /**
         * Read the counts that Llama and Titan have in a whole answer and in every frame of a stream, where that of the output
         * grows: only a frame that says why the model stopped tells all of it.
         */
        private static void readCounts(JsonNode answer, boolean streamed, UsageReading reading) {
            OptionalLong input = ProviderJson.count(answer, "prompt_token_count", "inputTextTokenCount");
            OptionalLong output = ProviderJson.count(answer, "generation_token_count", "totalOutputTextTokenCount");
            for (JsonNode result : answer.path("results")) {
                OptionalLong one = ProviderJson.count(result, "tokenCount");
                output = one.isPresent() ? ProviderJson.sum(one, output) : output;
                reading.stopReason(ProviderJson.text(result.path("completionReason")));
            }
            if (input.isPresent() || output.isPresent()) {
                reading.cumulativeUsage(
                        NormalForm.of(input, output, NormalForm.UNKNOWN, NormalForm.UNKNOWN, NormalForm.UNKNOWN),
                        OptionalLong.empty());
            }
            Optional<String> stopReason = ProviderJson.text(answer.path("stop_reason"))
                    .or(() -> ProviderJson.text(answer.path("completionReason")));
            reading.stopReason(stopReason);
            if (output.isPresent() && (!streamed || stopReason.isPresent())) {
                reading.complete();
            }
        }

        /** The last frame repeats the usage, and tells what the model's own format leaves out. */
        private static void readMetrics(JsonNode metrics, UsageReading reading) {
            OptionalLong input = ProviderJson.count(metrics, "inputTokenCount");
            if (input.isEmpty()) {
                return;
            }
            OptionalLong cacheRead = ProviderJson.count(metrics, "cacheReadInputTokenCount");
            OptionalLong cacheWrite = ProviderJson.count(metrics, "cacheWriteInputTokenCount");
            TokenUsage known = reading.usage();
            reading.usage(
                    TokenUsage.builder()
                            .input(either(known.input(), ProviderJson.sum(input, cacheRead, cacheWrite)))
                            .output(either(known.output(), ProviderJson.count(metrics, "outputTokenCount")))
                            .cacheRead(either(known.cacheRead(), cacheRead))
                            .cacheWrite(either(known.cacheWrite(), cacheWrite))
                            .cacheWrite5m(known.cacheWrite5m())
                            .cacheWrite1h(known.cacheWrite1h())
                            .reasoning(known.reasoning())
                            .build(),
                    OptionalLong.empty());
            reading.complete();
        }

        private static OptionalLong either(OptionalLong known, OptionalLong other) {
            return known.isPresent() ? known : other;
        }
    }
}
