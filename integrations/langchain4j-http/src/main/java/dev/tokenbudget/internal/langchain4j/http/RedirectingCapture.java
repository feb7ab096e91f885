package dev.tokenbudget.internal.langchain4j.http;

import dev.tokenbudget.integration.Capture;

/** Chooses the redirecting factory before a model can be built. */
public final class RedirectingCapture implements Capture {

    /** What the factory implements: models without it, those of Bedrock for one, have no HTTP client to be chosen. */
    private static final String CHOOSABLE = "dev.langchain4j.http.client.HttpClientBuilderFactory";

    @Override
    public void begin() {
        if (isThere(CHOOSABLE)) {
            RedirectingHttpClientBuilderFactory.choose();
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, RedirectingCapture.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
