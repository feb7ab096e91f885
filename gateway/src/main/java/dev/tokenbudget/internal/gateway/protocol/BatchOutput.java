package dev.tokenbudget.internal.gateway.protocol;

/**
 * Fetching a file that holds a batch's results.
 *
 * @param batch the provider's id of the batch
 */
record BatchOutput(String batch) implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        return true;
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return true;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new BatchResults(batch);
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }
}
