package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BytePairsTest {

    private static final BytePairs OURS = new BytePairs(Vocabulary.read());
    private static final Encoding JTOKKIT = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @ParameterizedTest
    @MethodSource({"texts", "randomTexts"})
    void countsWhatJtokkitCounts(String text) {
        assertThat(OURS.count(text)).isEqualTo(JTOKKIT.countTokensOrdinary(text));
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                "a",
                "You review changes of a shop's software. It's 12345 lines; WE'LL see.",
                "    if (basket.dearest().isEmpty()) {\r\n\treturn \"\";\n    }\n\n\n",
                "{\"model\":\"claude-sonnet-4-5\",\"temperature\":0.25,\"messages\":[]}",
                "Überprüfe die Änderung: naïve café, Größe 3½, 東京都庁 で 会議, Привет, مرحبا, 👩‍👩‍👧 🇩🇪",
                "zxqvjkw".repeat(3_000),
                "ACGT".repeat(2_000),
                " ".repeat(5_000),
                "=".repeat(5_000) + "/\n",
                "\uD800 a lone surrogate <|endoftext|>");
    }

    static Stream<String> randomTexts() {
        Random random = new Random(7);
        return Stream.generate(() -> random.ints(300, 0, 6)
                        .map(kind -> switch (kind) {
                            case 0 -> ' ';
                            case 1 -> random.nextInt(128);
                            case 2 -> random.nextInt(0x3000);
                            default -> 'a' + random.nextInt(26);
                        })
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(200);
    }
}
