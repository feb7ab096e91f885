package dev.tokenbudget.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.OptionalLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate beside a real vocabulary, on the kinds of text that prompts are made of. */
class TokenEstimateTest {

    private static final Encoding VOCABULARY =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are a careful reviewer of code. Read the difference below, find defects that a test would not"
                        + " find, and answer with a list; each entry names the file, the line and the consequence.",
                "{\"name\":\"search_repository\",\"description\":\"Search the files of the repository for a regular"
                        + " expression\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"pattern\":{\"type\":\"string\"},"
                        + "\"folder\":{\"type\":\"string\",\"description\":\"where to begin\"}},\"required\":[\"pattern\"]}}",
                "public static int parsePositive(String text) {\n    int value = Integer.parseInt(text.trim());\n"
                        + "    if (value <= 0) {\n        throw new IllegalArgumentException(\"not positive: \" + value);\n"
                        + "    }\n    return value;\n}\n",
                "Die Rechnung wurde am 14. März versandt, aber der Kunde hat sie erst drei Wochen später bezahlt.",
                "2026-11-23T02:15:30.123Z ERROR [worker-7] com.example.OrderService - order 4711 failed after 350 ms",
                "Пожалуйста, проверьте этот код и объясните, почему тест не проходит на сервере.",
                "请检查这段代码，并解释为什么测试在服务器上失败。"
            })
    void comes_close_to_a_real_vocabulary(String text) {
        assertThat(TokenEstimate.of(text)).isCloseTo(VOCABULARY.countTokens(text), Percentage.withPercentage(20));
    }

    @Test
    void divides_a_whole_into_parts_that_add_up_to_it() {
        assertThat(Shares.of(new double[] {1, 1, 1}, OptionalLong.of(100))).containsExactlyInAnyOrder(34, 33, 33);
        assertThat(Shares.of(new double[] {0, 0}, OptionalLong.of(7))).containsExactly(0, 7);
        assertThat(Shares.of(new double[] {1.4, 2.6}, OptionalLong.empty())).containsExactly(1, 3);
    }
}
