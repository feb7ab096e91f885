package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A price list: refused, or one by which no call costs less than nothing. */
final class PriceListFile implements Target {

    private static final List<ModelCall> CALLS =
            List.of(call("acme", "large"), call("openai", "gpt-".repeat(200) + "!"));

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        PriceList prices;
        try {
            prices = PriceList.read(scratch.file("prices.json", input));
        } catch (MalformedFileException e) {
            return;
        }
        for (ModelCall call : CALLS) {
            prices.cost(call).usd().ifPresent(usd -> Checks.that(usd.signum() >= 0, "a call costs less than nothing"));
        }
    }

    private static ModelCall call(String upstream, String model) {
        return ModelCall.builder(upstream, model)
                .usage(TokenUsage.of(1_000, 100).withCacheRead(10))
                .started(Instant.EPOCH)
                .build();
    }
}
