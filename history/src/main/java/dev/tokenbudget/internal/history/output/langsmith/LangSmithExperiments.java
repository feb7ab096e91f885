package dev.tokenbudget.internal.history.output.langsmith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.Destination;
import java.util.List;

/**
 * LangSmith's endpoint for experiments that were run elsewhere, in the form that
 * https://docs.langchain.com/langsmith/upload-existing-experiments documents.
 */
public final class LangSmithExperiments {

    private static final String PATH = "/api/v1/datasets/upload-experiment";

    /** Not core's, in whose jar Jackson goes by another name and knows nothing of these annotations. */
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Destination destination;

    /** @param destination the API's base URL, with the header {@code x-api-key} */
    public LangSmithExperiments(Destination destination) {
        this.destination = destination;
    }

    /** Return the API's base URL. */
    public String url() {
        return destination.url();
    }

    /**
     * Send a build as an experiment: a row for each run, with its tokens, calls, dollars and success as scores.
     *
     * @param build the build's id
     * @param runs its runs, at least one
     */
    public void send(String build, List<RunEntry> runs) {
        destination.send("POST", PATH, "application/json", json(Experiment.of(build, runs)));
    }

    private static byte[] json(Experiment experiment) {
        try {
            return JSON.writeValueAsBytes(experiment);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every experiment is a JSON object.", e);
        }
    }
}
