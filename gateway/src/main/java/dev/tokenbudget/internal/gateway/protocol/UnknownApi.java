package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.Anomaly;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Whatever asks for something at a path that no other protocol knows, and that is not known to be free. Its usage is read
 * where its answer has a usual shape; an answer that does not tell makes the run unmeasurable rather than cheap.
 */
final class UnknownApi implements Protocol {

    private static final Set<String> ASKING = Set.of("POST", "PUT", "PATCH");

    @Override
    public boolean matches(ModelRequest request) {
        return ASKING.contains(request.method().toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return false;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new OrRemark(new AnyShape(), request);
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    /** Reads an answer, and remarks where it does not tell what was used. */
    record OrRemark(ResponseReader reader, ModelRequest request) implements ResponseReader {

        @Override
        public void readHeaders(UnaryOperator<String> header, UsageReading reading) {
            reader.readHeaders(header, reading);
            reading.ifUnknown(new Anomaly(
                    Anomaly.Kind.UNKNOWN_PATH, request.method() + " " + PathPattern.withoutNames(request.path())));
        }

        @Override
        public void read(JsonNode document, UsageReading reading) {
            reader.read(document, reading);
        }

        @Override
        public void end(UsageReading reading) {
            reader.end(reading);
        }
    }
}
