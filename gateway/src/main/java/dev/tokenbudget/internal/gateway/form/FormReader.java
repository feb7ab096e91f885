package dev.tokenbudget.internal.gateway.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ResponseReader;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads an answer that was asked for as JSON beside the reader of what it used. */
public final class FormReader implements ResponseReader {

    private static final ClassLog LOG = new ClassLog(FormReader.class);

    private final ResponseReader usage;
    private final AskedForm asked;
    private final AnswerText said = new AnswerText();

    public FormReader(ResponseReader usage, AskedForm asked) {
        this.usage = usage;
        this.asked = asked;
    }

    @Override
    public void read(JsonNode document, UsageReading reading) {
        usage.read(document, reading);
        said.read(document);
    }

    @Override
    public void readHeaders(UnaryOperator<String> header, UsageReading reading) {
        usage.readHeaders(header, reading);
    }

    @Override
    public boolean readsTexts() {
        return true;
    }

    @Override
    public void end(UsageReading reading) {
        usage.end(reading);
    }

    /** Return how the answer kept to the form; nothing where it says nothing. */
    public Optional<AnswerForm> form() {
        try {
            return said.text().isBlank() ? Optional.empty() : Optional.of(new FormCheck(asked).of(said.text()));
        } catch (RuntimeException e) {
            LOG.get().log(System.Logger.Level.DEBUG, "The form of an answer could not be read", e);
            return Optional.empty();
        }
    }
}
