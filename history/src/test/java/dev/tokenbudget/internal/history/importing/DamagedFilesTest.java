package dev.tokenbudget.internal.history.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.store.AddedCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not understood is named by line and left out, and nothing that was whole is lost for it. */
class DamagedFilesTest {

    @TempDir
    Path folder;

    @Test
    void lines_that_are_no_json_or_of_no_form_are_named() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary =
                    imported.importing(row(1) + "\n\nnot json\n{\"a\":1,\"b\":2}\n" + row(2) + "\n{\"request_id\":");

            assertThat(summary.calls()).isEqualTo(new AddedCalls(2, 2, 0));
            assertThat(summary.leftOut()).isEqualTo(3);
            assertThat(summary.leftOutLines())
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith("export-0:3: it is no JSON."),
                            second -> assertThat(second)
                                    .endsWith("export-0:4: it is of no form that is known; its fields are a, b."),
                            third -> assertThat(third).endsWith("export-0:6: it ends before its JSON does."));
        }
    }

    @Test
    void only_the_first_ten_are_named() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(row(1) + "\n" + "broken\n".repeat(25));

            assertThat(summary.leftOut()).isEqualTo(25);
            assertThat(summary.leftOutLines()).hasSize(11).last().isEqualTo("Left out: 15 more.");
            assertThat(summary.lines().get(0))
                    .isEqualTo("Imported 1 file: 1 call in 1 new run, 0 known already, 25 left out.");
        }
    }

    @Test
    void a_list_that_is_torn_keeps_what_was_whole() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary =
                    imported.importing("[\n" + row(1) + ",\n" + row(2) + ",\n" + row(3).substring(0, 40));

            assertThat(summary.calls().calls()).isEqualTo(2);
            assertThat(summary.leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("export-0:4: it ends before its JSON does, and nothing from there on is read");
        }
    }

    @Test
    void rows_of_csv_that_are_torn_or_too_short() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing("""
                    request_id;spend;prompt_tokens;completion_tokens;startTime
                    r1;0;5;1;2026-11-30T09:00:00Z
                    r2;0;5
                    r3;0;five;1;2026-11-30T09:00:00Z
                    r4;0;5;1;yesterday
                    r5;0;5;1;"2026-11-30T09""");

            assertThat(imported.sum().tokens()).isEqualTo(6);
            assertThat(summary.leftOutLines())
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith(":3: it has 3 cells where the header has 5."),
                            second -> assertThat(second).endsWith(":4: prompt_tokens is \"five\", which is no count."),
                            third -> assertThat(third).endsWith(":5: startTime is \"yesterday\", which is no time."),
                            fourth -> assertThat(fourth).endsWith(":6: it ends within quotes."));
        }
    }

    @Test
    void gzip_is_read_and_a_torn_one_as_far_as_it_goes() throws Exception {
        byte[] packed =
                gzip(IntStream.range(0, 2000).mapToObj(DamagedFilesTest::row).collect(Collectors.joining("\n")));
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary torn = imported.importing(Arrays.copyOf(packed, packed.length / 2));
            assertThat(torn.calls().calls()).isPositive().isLessThan(2000);
            assertThat(torn.leftOutLines()).last().asString().contains("within its compressed content");

            ImportSummary whole = imported.importing(packed);
            assertThat(whole.calls().calls()).isEqualTo(2000 - torn.calls().calls());
            assertThat(whole.leftOut()).isZero();
            assertThat(imported.sum().calls()).isEqualTo(2000);
        }
    }

    @Test
    void a_file_that_cannot_be_read_does_not_stop_the_others() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            Path there = java.nio.file.Files.writeString(folder.resolve("there.json"), row(1));
            ImportSummary summary = imported.read(folder.resolve("missing.json"), there);

            assertThat(summary.calls().calls()).isEqualTo(1);
            assertThat(summary.leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("missing.json: the file cannot be read");
        }
    }

    @Test
    void an_empty_file_and_one_of_zip_are_named() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            assertThat(imported.importing(" \n").leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("the file is empty");
            assertThat(imported.importing(new byte[] {'P', 'K', 3, 4, 20, 0}).leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("unpack it");
        }
    }

    @Test
    void the_same_line_twice_counts_once_with_an_id_and_without() throws Exception {
        String nameless =
                "{\"request_id\":null,\"spend\":0,\"startTime\":\"2026-11-30T09:00:00Z\",\"prompt_tokens\":7,\"completion_tokens\":1}";
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary =
                    imported.importing(row(1) + "\n" + row(1) + "\n" + nameless, nameless + "\n" + row(1));

            assertThat(summary.calls()).isEqualTo(new AddedCalls(2, 2, 3));
            assertThat(imported.sum().tokens()).isEqualTo(6 + 8);
        }
    }

    private static String row(int number) {
        return "{\"request_id\":\"r" + number
                + "\",\"spend\":0,\"startTime\":\"2026-11-30T09:00:00Z\",\"prompt_tokens\":5,"
                + "\"completion_tokens\":1,\"model\":\"m\"}";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
