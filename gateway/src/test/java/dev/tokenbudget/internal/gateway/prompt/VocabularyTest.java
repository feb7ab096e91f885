package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.prompt.VocabularyFile.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Path FILE =
            Path.of("src/main/resources/dev/tokenbudget/internal/gateway/prompt", Vocabulary.FILE);

    /** {@code -Dvocabulary.write} makes the file anew. */
    @Test
    void isWhatJtokkitHolds() throws IOException {
        byte[] made = VocabularyFile.ofJtokkit().bytes();
        if (System.getProperty("vocabulary.write") != null) {
            Files.write(FILE, made);
        }

        assertThat(FILE).hasBinaryContent(made);
    }

    @Test
    void knowsTheRankOfEachToken() throws IOException {
        Vocabulary vocabulary = Vocabulary.read();

        for (Token token : VocabularyFile.ofJtokkit().tokens()) {
            assertThat(vocabulary.rank(token.text(), 0, token.text().length)).isEqualTo(token.rank());
        }
    }

    @Test
    void knowsNoOtherToken() {
        byte[] text = "zxqvjkw".getBytes(StandardCharsets.UTF_8);

        assertThat(Vocabulary.read().has(text, 0, text.length)).isFalse();
    }
}
