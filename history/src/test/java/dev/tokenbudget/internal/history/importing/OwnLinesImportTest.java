package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.line.HistoryExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLinesImportTest {

    @TempDir
    Path one;

    @TempDir
    Path other;

    @Test
    void what_a_history_exported_comes_into_another_once() throws Exception {
        try (ImportedHistory from = new ImportedHistory(one);
                ImportedHistory to = new ImportedHistory(other)) {
            from.importing("""
                    {"request_id":"r1","spend":0.01,"startTime":"2026-11-30T09:00:00Z","prompt_tokens":5,"completion_tokens":1,"model":"m"}
                    """);
            Path lines = one.resolve("lines.jsonl");
            HistoryExport.append(from.url(), LocalDate.of(2026, 1, 1), lines);
            Files.writeString(lines, "{\"torn", StandardOpenOption.APPEND);

            ImportSummary first = to.read(lines);
            ImportSummary again = to.read(lines);

            assertThat(first.calls().calls()).isEqualTo(1);
            assertThat(first.leftOut()).isEqualTo(1);
            assertThat(again.calls().calls()).isZero();
            assertThat(to.sum()).isEqualTo(from.sum());
        }
    }
}
