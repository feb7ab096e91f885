package dev.tokenbudget.internal.history.output.otlp;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Map;
import java.util.TreeMap;

/** Who sends: the resource and the scope of everything. */
final class Source {

    static final InstrumentationScope SCOPE =
            InstrumentationScope.newBuilder().setName("dev.tokenbudget").build();

    private Source() {}

    /** Return a resource that is called {@code tokenbudget}, unless {@code attributes} say otherwise. */
    static Resource resource(Map<String, String> attributes) {
        Map<String, String> all = new TreeMap<>(Map.of("service.name", "tokenbudget"));
        all.putAll(attributes);
        Attributes resource = new Attributes();
        all.forEach(resource::put);
        return Resource.newBuilder().addAllAttributes(resource.list()).build();
    }
}
