package dev.tokenbudget.internal.history.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.RunSummary;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A history, and exports that are written by hand and imported into it. */
final class ImportedHistory implements AutoCloseable {

    private static final Clock DAY_AFTER = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Period ALL = new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));

    private final Path folder;
    private final History history;
    private Optional<UserKey> key = Optional.empty();

    ImportedHistory(Path folder) {
        this.folder = folder;
        this.history = History.open(url());
    }

    ImportedHistory withKey(String text) {
        key = UserKey.of(text);
        return this;
    }

    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }

    /** Import files of these contents, one after the other. */
    ImportSummary importing(String... contents) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String content : contents) {
            files.add(Files.writeString(folder.resolve("export-" + files.size()), content));
        }
        return read(files.toArray(Path[]::new));
    }

    ImportSummary importing(byte[] content) throws IOException {
        return read(Files.write(folder.resolve("export"), content));
    }

    ImportSummary read(Path... files) {
        return new Import(history, new ImportSettings("task", key, PriceList.bundled()), DAY_AFTER)
                .read(Arrays.asList(files));
    }

    UsageSum sum() {
        return history.reader().usage(ALL, Set.of()).stream()
                .findFirst()
                .map(all -> all.sum())
                .orElse(UsageSum.NONE);
    }

    /** Return the tokens of each value of {@code dimension}. */
    Map<String, Long> tokensBy(Dimension dimension) {
        Map<String, Long> tokens = new TreeMap<>();
        history.reader()
                .usage(ALL, Set.of(dimension))
                .forEach(usage -> tokens.put(usage.value(dimension), usage.sum().tokens()));
        return tokens;
    }

    List<RunSummary> runs() {
        List<RunSummary> runs = new ArrayList<>();
        history.reader().forEachRun(ALL, runs::add);
        return runs;
    }

    List<CallEntry> calls() {
        return runs().stream()
                .flatMap(run -> history.reader().calls(run.number()).stream())
                .toList();
    }

    /** Return all that the database's files hold, as a text in which what was never kept is not found. */
    String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("history.db"))
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        history.close();
    }
}
