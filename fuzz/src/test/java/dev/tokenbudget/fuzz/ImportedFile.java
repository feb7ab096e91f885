package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.history.importing.Import;
import dev.tokenbudget.internal.history.importing.ImportSettings;
import dev.tokenbudget.internal.history.importing.ImportSummary;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.price.PriceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** An export of another system, in whatever format: each call comes in once, whatever is not understood is named. */
final class ImportedFile implements Target {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC);
    private static final ImportSettings SETTINGS = new ImportSettings("task", Optional.empty(), PriceList.bundled());
    private static final int INPUTS_OF_A_DATABASE = 2_000;

    private final Scratch scratch = new Scratch();
    private Optional<History> history = Optional.empty();
    private int read;

    @Override
    public void read(byte[] input) throws IOException {
        List<Path> files = List.of(scratch.file("export", input));
        Import imports = new Import(history(), SETTINGS, CLOCK);
        imports.read(files);
        ImportSummary again = imports.read(files);
        Checks.that(again.calls().calls() == 0, "what was known came in once more");
        Checks.that(again.reported() == 0, "a sum that was known came in once more");
    }

    private History history() throws IOException {
        if (read++ % INPUTS_OF_A_DATABASE == 0) {
            history.ifPresent(History::close);
            Path file = scratch.path("history.db");
            Files.deleteIfExists(file);
            history = Optional.of(History.open("jdbc:sqlite:" + file));
        }
        return history.orElseThrow();
    }
}
