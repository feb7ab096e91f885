package dev.tokenbudget.langchain4j.http;

import dev.tokenbudget.run.Capture;

/** Chooses the redirecting factory before a model can be built. */
public final class RedirectingCapture implements Capture {

    @Override
    public void begin() {
        RedirectingHttpClientBuilderFactory.choose();
    }
}
