package dev.tokenbudget.fuzz;

import dev.tokenbudget.opentelemetry.OtlpReceiver;
import dev.tokenbudget.opentelemetry.ReportingRun;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Spans that another process exports, as protobuf or JSON, compressed or not: taken or refused, and an unreadable one is a call. */
final class OtlpRequests implements Target {

    private static final List<String> TYPES = List.of("application/x-protobuf", "application/json");
    private static final Set<Integer> STATUSES = Set.of(200, 400, 404);
    private static final int COMPRESSED = 128;

    private final OtlpReceiver receiver;
    private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
    private final ReportingRun run;

    OtlpRequests() {
        try {
            receiver = OtlpReceiver.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunRecorder recorder = calls::add;
        run = receiver.accept(CallRecorder.of(recorder));
    }

    @Override
    public void read(byte[] input) throws IOException {
        Selected selected = Selected.of(input);
        calls.clear();

        int status = post(selected);

        Checks.that(STATUSES.contains(status), "status " + status);
        Checks.that(status != 400 || !calls.isEmpty(), "what could not be read is no call");
        Checks.noNegativeTokens(calls);
    }

    private int post(Selected selected) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(receiver.endpoint() + "/v1/traces").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", selected.from(TYPES));
        connection.setRequestProperty(ReportingRun.HEADER, run.key());
        if (selected.selector() >= COMPRESSED) {
            connection.setRequestProperty("Content-Encoding", "gzip");
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(selected.rest());
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }
}
