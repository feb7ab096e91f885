package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Batches of OpenAI, Anthropic, Google, Mistral, Amazon and who copies them. A batch is one call from its creation on, of
 * unknown usage until an answer tells it: the finished batch itself (OpenAI, Google), or its results.
 */
final class Batches implements Protocol {

    private static final Pattern CREATE =
            Pattern.compile(".*/(batches|batch/jobs|batchPredictionJobs|model-invocation-job)"
                    + "|.*:(batchGenerateContent|asyncBatchEmbedContent)");
    private static final Pattern FETCH =
            Pattern.compile(".*/(batches|batch/jobs|batchPredictionJobs|model-invocation-job)/[^/]+(/(cancel|stop))?");
    private static final Pattern RESULTS = Pattern.compile(".*/batches/([^/]+)/results");

    /** States after which nothing more is used, in the words of all providers. */
    private static final Set<String> FINAL =
            Set.of("completed", "failed", "expired", "cancelled", "canceled", "ended", "success", "timeout_exceeded");

    @Override
    public boolean matches(ModelRequest request) {
        return isNamed(request.path())
                && ((request.isPost() && CREATE.matcher(request.path()).matches()) || isRetrieval(request));
    }

    /** Whether the path has a word that all of the patterns look for; they took a tenth of finding a protocol. */
    private static boolean isNamed(String path) {
        return path.contains("atch") || path.contains("-job");
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return isPlainRetrieval(request) || RESULTS.matcher(request.path()).matches();
    }

    @Override
    public String requestedModel(ModelRequest request) {
        // All requests of one of Anthropic's batches name a model; most name the same.
        JsonNode first = request.body().path("requests").path(0).path("params").path("model");
        return ProviderJson.text(first).orElseGet(request::model);
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        Matcher results = RESULTS.matcher(request.path());
        return results.matches() ? new BatchResults(results.group(1)) : Batches::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static boolean isPlainRetrieval(ModelRequest request) {
        boolean fetches = request.method().equals("GET") || request.isPost();
        return fetches && FETCH.matcher(request.path()).matches();
    }

    private static void read(JsonNode batch, UsageReading reading) {
        reading.serviceTier("batch");
        reading.model(ProviderJson.text(batch.path("model"))
                .or(() -> ProviderJson.text(batch.path("metadata").path("model"))));
        reading.responseId(ProviderJson.text(batch.path("id"))
                .or(() -> ProviderJson.text(batch.path("name")))
                .or(() -> ProviderJson.text(batch.path("jobArn"))));
        readOutputs(batch, reading);
        String status = batch.path("status").asText().toLowerCase(Locale.ROOT);
        if (FINAL.contains(status)) {
            readFinished(batch, status, reading);
        }
        BatchResults inlined = new BatchResults("");
        if (inlined.readInlined(batch, reading)) {
            reading.complete();
        }
    }

    private static void readFinished(JsonNode batch, String status, UsageReading reading) {
        reading.stopReason(ProviderJson.text(batch.path("status")));
        JsonNode usage = batch.path("usage");
        boolean counts =
                ProviderJson.count(usage, "input_tokens", "prompt_tokens").orElse(0) > 0;
        if (counts) {
            OpenAiUsage.read(usage, reading);
            reading.complete();
        } else if (status.equals("failed") && !batch.hasNonNull("output_file_id")) {
            // Its input was refused as a whole: no request of it was begun.
            reading.notBilled();
        }
    }

    /** Where the usage stands in the results only, they come as files. */
    private static void readOutputs(JsonNode batch, UsageReading reading) {
        for (JsonNode file : new JsonNode[] {
            batch.path("output_file_id"),
            batch.path("output_file"),
            batch.path("response").path("responsesFile"),
            batch.path("metadata").path("output").path("responsesFile"),
            batch.path("dest").path("fileName")
        }) {
            ProviderJson.text(file).ifPresent(reading::outputFile);
        }
    }
}
