package dev.tokenbudget.internal.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLinesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\r\n",
                "a\rb",
                "\n",
                "\n\n",
                "\r\n",
                "\r\r\n\n",
                "a\n\rb",
                "é\n\u0000"
            })
    void end_where_lines_of_text_do(String text) throws IOException {
        assertThat(linesOf(text)).isEqualTo(linesOfTextIn(text));
    }

    @Test
    void may_be_longer_than_what_is_read_at_once_and_end_anywhere_in_it() throws IOException {
        Random chance = new Random(18);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("x".repeat(chance.nextInt(100_000))).append(chance.nextBoolean() ? "\r\n" : "\n");
        }

        assertThat(linesOf(text.toString())).isEqualTo(linesOfTextIn(text.toString()));
    }

    @Test
    void end_with_both_bytes_where_these_are_read_apart() throws IOException {
        String text = "x".repeat((1 << 16) - 1) + "\r\nnext";

        assertThat(linesOf(text)).isEqualTo(linesOfTextIn(text));
    }

    private List<String> linesOf(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (ByteLines lines = new ByteLines(fileOf(text))) {
            for (Optional<byte[]> line = lines.read(); line.isPresent(); line = lines.read()) {
                found.add(new String(line.get(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private List<String> linesOfTextIn(String text) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(fileOf(text))) {
            return lines.lines().toList();
        }
    }

    private Path fileOf(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }
}
