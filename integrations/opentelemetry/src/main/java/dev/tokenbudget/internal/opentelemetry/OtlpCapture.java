package dev.tokenbudget.internal.opentelemetry;

import dev.tokenbudget.integration.Capture;
import dev.tokenbudget.opentelemetry.OtlpReceiver;
import dev.tokenbudget.run.CallRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Lets agents in other processes report their spans; the receiver starts with the first of them. */
public final class OtlpCapture implements Capture {

    private Optional<OtlpReceiver> receiver = Optional.empty();

    @Override
    public void begin() {
        // Nobody reports before an agent was told where to.
    }

    /**
     * Return the variables that make an OpenTelemetry SDK report to {@code run}.
     *
     * @throws UncheckedIOException if no loopback port can be opened
     */
    @Override
    public synchronized Map<String, String> environment(CallRecorder run) {
        return started().accept(run).environment();
    }

    @Override
    public synchronized void end() {
        receiver.ifPresent(OtlpReceiver::close);
        receiver = Optional.empty();
    }

    private OtlpReceiver started() {
        if (receiver.isEmpty()) {
            try {
                receiver = Optional.of(OtlpReceiver.start());
            } catch (IOException e) {
                throw new UncheckedIOException("The OTLP receiver found no loopback port to listen on.", e);
            }
        }
        return receiver.get();
    }
}
