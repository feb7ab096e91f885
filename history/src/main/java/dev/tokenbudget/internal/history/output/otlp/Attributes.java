package dev.tokenbudget.internal.history.output.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Attributes in the making; what is unknown is left out. */
final class Attributes {

    private final List<KeyValue> attributes = new ArrayList<>();

    Attributes put(String key, String value) {
        if (!value.isEmpty()) {
            put(key, AnyValue.newBuilder().setStringValue(value).build());
        }
        return this;
    }

    Attributes put(String key, long value) {
        return put(key, AnyValue.newBuilder().setIntValue(value).build());
    }

    Attributes put(String key, double value) {
        return put(key, AnyValue.newBuilder().setDoubleValue(value).build());
    }

    Attributes put(String key, OptionalLong value) {
        value.ifPresent(known -> put(key, known));
        return this;
    }

    Attributes putAsList(String key, String value) {
        AnyValue element = AnyValue.newBuilder().setStringValue(value).build();
        return put(
                key,
                AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addValues(element))
                        .build());
    }

    private Attributes put(String key, AnyValue value) {
        attributes.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        return this;
    }

    List<KeyValue> list() {
        return List.copyOf(attributes);
    }
}
