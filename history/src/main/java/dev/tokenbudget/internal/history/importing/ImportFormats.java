package dev.tokenbudget.internal.history.importing;

import java.util.List;
import java.util.Optional;

/** The forms that are known. */
public final class ImportFormats {

    private static final List<ImportFormat> ALL = List.of(
            new OtlpTraces(),
            new LangSmithRuns(),
            new LangfuseObservations(),
            new HeliconeRequests(),
            new LiteLlmSpendLogs(),
            new OpenAiUsageReport(),
            new OpenAiCostReport(),
            new AnthropicUsageReport(),
            new AnthropicCostReport());

    private ImportFormats() {}

    /** Return what they are called, in the order in which a record is compared with them. */
    public static List<String> titles() {
        return ALL.stream().map(ImportFormat::title).toList();
    }

    static Optional<ImportFormat> of(Fields fields) {
        return ALL.stream().filter(format -> format.recognizes(fields)).findFirst();
    }
}
