package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Who reported a call, most trusted first: where two report the same response, the first in this order counts. */
@API(status = Status.STABLE, since = "0.1")
public enum UsageSource {
    /** Read from the provider's own response by the gateway. */
    GATEWAY,
    /** Reported by a provider's SDK. */
    SDK,
    /** Reported by a framework such as LangChain4j or Spring AI. */
    FRAMEWORK,
    /** Read from an OpenTelemetry span. */
    SPAN,
    /** Recorded by the test itself. */
    MANUAL
}
