package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.RefusedAttempt;
import dev.tokenbudget.internal.gateway.protocol.ResponseReader;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.text.ClassLog;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads usage from the bytes of an answer as they pass. Whatever goes wrong here makes the usage unknown and goes no
 * further: the agent's answer does not depend on it.
 */
public final class UsageTap {

    private static final ClassLog LOG = new ClassLog(UsageTap.class);

    /** An event is a token or more. */
    private static final int MOST_DOCUMENTS = 1_000_000;

    private final ResponseReader reader;
    private final UsageReading reading;
    private final RefusedAttempt refusals = new RefusedAttempt();
    private final Framing framing;
    private final Optional<CompressedBody> compressed;
    private Optional<Long> begun = Optional.empty();
    private boolean broken;
    private boolean whole;

    /**
     * Start to read a body.
     *
     * @param contentEncoding the coding of the body, such as {@code gzip}; empty where it has none
     */
    public UsageTap(ResponseReader reader, UsageReading reading, String contentEncoding) {
        this.reader = reader;
        this.reading = reading;
        this.framing = new SniffedFraming(new Documents());
        this.compressed = CompressedBody.of(contentEncoding);
    }

    /**
     * Read the headers of the answer.
     *
     * @param header returns a header's value, or an empty text
     */
    public void readHeaders(UnaryOperator<String> header) {
        guarded(() -> reader.readHeaders(header, reading));
    }

    /** Read the next bytes of the body. */
    public void accept(byte[] bytes, int offset, int length) {
        if (compressed.isPresent()) {
            begin();
            guarded(() -> compressed.get().collect(bytes, offset, length));
        } else {
            guarded(() -> framing.accept(bytes, offset, length));
        }
    }

    /** Note that nothing is missing of the body, once the piece is accepted that is at hand: what ends then is not cut. */
    public void whole() {
        whole = true;
    }

    /** Note that the body has ended, or was cut. */
    public void end() {
        compressed.ifPresent(body -> guarded(() -> decode(body)));
        guarded(framing::end);
        if (whole) {
            guarded(() -> reader.end(reading));
        }
    }

    /** Whether the body turned out to be a stream of events. */
    public boolean isStream() {
        return framing.isStream();
    }

    /**
     * Return when a stream began, as {@link System#nanoTime} tells it: its first event, before which a provider may send
     * remarks that keep the connection alive, or its first bytes where they cannot be read as they pass. Nothing where the
     * answer is no stream.
     */
    public Optional<Long> begun() {
        return isStream() ? begun : Optional.empty();
    }

    /** When an answer began that is whole and no stream, nobody asks. */
    private void begin() {
        if (begun.isEmpty() && !(whole && !isStream())) {
            begun = Optional.of(System.nanoTime());
        }
    }

    private void decode(CompressedBody body) {
        try {
            body.decodeTo(framing);
        } catch (BeyondLimitException e) {
            whole = false;
            reading.unreadable(e.tooLarge());
        }
    }

    private final class Documents implements DocumentSink {

        private final RepeatedEvents repeated = new RepeatedEvents();
        private final AnswerJson json = new AnswerJson(reader.readsTexts());
        private int read;

        @Override
        public void accept(byte[] bytes, int begin, int end) {
            countOne();
            if (reader.isMovedByText()) {
                parse(bytes, begin, end);
            } else if (!repeated.repeats(bytes, begin, end)) {
                parse(bytes, begin, end);
                repeated.learn(bytes, begin, end);
            }
        }

        private void parse(byte[] bytes, int begin, int end) {
            json.begin();
            boolean whole = json.read(bytes, begin, end) == AnswerJson.Progress.WHOLE;
            UsageTap.this.read(
                    whole
                            ? json.object()
                            : ProviderJson.parse(Arrays.copyOfRange(bytes, begin, end), reading::leftOut));
        }

        @Override
        public void accept(JsonNode document) {
            countOne();
            UsageTap.this.read(document);
        }

        @Override
        public boolean readsTexts() {
            return reader.readsTexts();
        }

        private void countOne() {
            if (++read > MOST_DOCUMENTS) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "it has more than %,d events or documents", MOST_DOCUMENTS));
            }
        }

        @Override
        public void tooLarge() {
            reading.leftOut("a part of it is larger than " + (JsonBuffer.LIMIT >> 20) + " MiB");
        }
    }

    private void read(JsonNode json) {
        if (json.isObject()) {
            begin();
            refusals.read(json, reading);
            reader.read(json, reading);
        }
    }

    private void guarded(Runnable step) {
        if (broken) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            // An answer may also be too large or too deep to be read: it still reaches the agent.
            broken = true;
            // What a reader says of an answer is for people; of what else fails, only its kind tells something.
            reading.unreadable(
                    e instanceof IllegalStateException && e.getMessage() != null ? e.getMessage() : e.toString());
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "Usage could not be read from an answer ({0})",
                            e.getClass().getName());
        }
    }
}
