package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads OTLP's requests in protobuf: one alone, or each behind its length in four bytes, as the collector's file exporter writes them.
 * A request is named by its number in place of a line.
 *
 * <p>Source: <a href="https://pkg.go.dev/github.com/open-telemetry/opentelemetry-collector-contrib/exporter/fileexporter">File
 * exporter</a>, {@code format: proto}.
 */
final class OtlpProtobufReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LARGEST = 256 * 1024 * 1024;
    private static final int BEGINNING = 64;

    private final RecordHandler handler;

    OtlpProtobufReader(RecordHandler handler) {
        this.handler = handler;
    }

    /** Whether a file that begins with {@code begin} is no text. */
    static boolean isBinary(byte[] begin) {
        for (int i = 0; i < Math.min(begin.length, BEGINNING); i++) {
            if (begin[i] >= 0 && begin[i] < ' ' && begin[i] != '\n' && begin[i] != '\r' && begin[i] != '\t') {
                return true;
            }
        }
        return false;
    }

    void read(InputStream content) throws IOException {
        DataInputStream in = new DataInputStream(content);
        in.mark(Integer.BYTES);
        byte[] first = in.readNBytes(Integer.BYTES);
        if (first.length == 0 || first[0] != 0) {
            in.reset();
            request(1, in.readNBytes(LARGEST));
            return;
        }
        in.reset();
        for (long number = 1; next(in, number); number++) {}
    }

    private boolean next(DataInputStream in, long number) throws IOException {
        byte[] prefix = in.readNBytes(Integer.BYTES);
        if (prefix.length == 0) {
            return false;
        }
        int length =
                prefix.length < Integer.BYTES ? -1 : ByteBuffer.wrap(prefix).getInt();
        if (length < 0 || length > LARGEST) {
            handler.unreadable(number, "what stands there is no length of a request of OTLP");
            return false;
        }
        byte[] request = in.readNBytes(length);
        if (request.length < length) {
            handler.unreadable(number, "the file ends within this request");
            return false;
        }
        request(number, request);
        return true;
    }

    private void request(long number, byte[] bytes) throws EOFException {
        ExportTraceServiceRequest request;
        try {
            request = ExportTraceServiceRequest.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            handler.unreadable(number, "it is no request of OTLP in protobuf");
            return;
        }
        for (ResourceSpans resource : request.getResourceSpansList()) {
            ObjectNode attributes = JSON.objectNode()
                    .set("attributes", of(resource.getResource().getAttributesList()));
            resource.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(span -> handler.record(number, new Fields(of(span).set("resource", attributes))));
        }
    }

    /** Return a span in the form of OTLP's JSON. */
    private static ObjectNode of(Span span) {
        ObjectNode json = JSON.objectNode()
                .put("traceId", hex(span.getTraceId()))
                .put("spanId", hex(span.getSpanId()))
                .put("parentSpanId", hex(span.getParentSpanId()))
                .put("name", span.getName())
                .put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()))
                .put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
        json.set("attributes", of(span.getAttributesList()));
        json.set("status", JSON.objectNode().put("code", span.getStatus().getCodeValue()));
        return json;
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static ArrayNode of(List<KeyValue> attributes) {
        ArrayNode json = JSON.arrayNode();
        attributes.forEach(attribute ->
                json.add(JSON.objectNode().put("key", attribute.getKey()).set("value", of(attribute.getValue()))));
        return json;
    }

    private static ObjectNode of(AnyValue value) {
        ObjectNode json = JSON.objectNode();
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.put("stringValue", value.getStringValue());
            case INT_VALUE -> json.put("intValue", Long.toString(value.getIntValue()));
            case DOUBLE_VALUE -> json.put("doubleValue", value.getDoubleValue());
            case BOOL_VALUE -> json.put("boolValue", value.getBoolValue());
            case ARRAY_VALUE -> {
                ArrayNode elements = JSON.arrayNode();
                value.getArrayValue().getValuesList().forEach(element -> elements.add(of(element)));
                json.set("arrayValue", JSON.objectNode().set("values", elements));
            }
            default -> json.removeAll(); // a map or bytes: nothing that tells of a call
        }
        return json;
    }
}
