package dev.tokenbudget.faults;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.run.RunRecorder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks of many short runs, each of which asks for a model that is named after it alone. */
class ManyRuns {

    static final int RECORDED = 60;
    static final int ASKED = 20;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BenchmarkTask(runs = RECORDED, maxRuns = RECORDED)
    void records(RunRecorder recorder) {
        recorder.record("offline", begin(), 100, 10);
    }

    @BenchmarkTask(runs = ASKED, maxRuns = ASKED)
    void asks(ModelGateway gateway) throws IOException {
        call(gateway.openAi(), begin());
    }

    private static String begin() {
        String run = "run-" + NUMBER.incrementAndGet();
        FinishedRuns.begin(run);
        return run;
    }

    static void call(String baseUrl, String model) throws IOException {
        HttpURLConnection call = (HttpURLConnection)
                URI.create(baseUrl + "/chat/completions").toURL().openConnection();
        call.setRequestProperty("Content-Type", "application/json");
        call.setDoOutput(true);
        call.getOutputStream()
                .write(("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
        call.getInputStream().readAllBytes();
    }

    /** The same where JUnit runs both tasks at once. */
    static final class OfOneTask extends ManyRuns {}

    static final class OfAnotherTask extends ManyRuns {}
}
