package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.RunPart;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However large a file is, few traces are held at a time. */
class OpenTracesTest {

    private final List<RunPart> passedOn = new ArrayList<>();
    private final OpenTraces traces = new OpenTraces(
            new TraceRun(
                    new ImportSettings("task", Optional.empty(), PriceList.bundled()),
                    new ImportTally(Optional.empty())),
            passedOn::addAll,
            10);

    @Test
    void the_ones_that_were_not_heard_of_for_longest_are_passed_on() {
        call("long", "first");
        for (int i = 0; i < 9; i++) {
            call("short-" + i, "only");
        }
        call("long", "second");

        assertThat(passedOn)
                .extracting(part -> part.run().id())
                .contains("x:short-0", "x:short-4")
                .doesNotContain("x:long");
        traces.close();
        assertThat(passedOn)
                .filteredOn(part -> part.run().id().equals("x:long"))
                .singleElement()
                .satisfies(part -> assertThat(part.callIds()).containsExactly("x:first long", "x:second long"));
        assertThat(passedOn).hasSize(10);
    }

    private void call(String trace, String id) {
        traces.add(new FoundSpan("x", trace, id + " " + trace, "", ""));
        traces.add(new FoundCall(
                "x",
                trace,
                id + " " + trace,
                ModelCall.builder("openai", "m")
                        .usage(TokenUsage.of(1, 1))
                        .started(Instant.parse("2026-11-30T09:00:00Z"))
                        .build(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "t"));
    }
}
