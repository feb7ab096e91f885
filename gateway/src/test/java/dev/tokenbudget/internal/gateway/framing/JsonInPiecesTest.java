package dev.tokenbudget.internal.gateway.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes of documents are split, the same is read of them, and what Jackson reads. */
class JsonInPiecesTest {

    private static final String LONG = "a \\\"long\\\" text – \\\\ ".repeat(100);

    private static final String[] TEXTS = {
        "",
        "x",
        "Grüße – 你好 🙂",
        "a \\\"quoted\\\" \\\\ \\n line",
        "\\u00e9\\ud83d\\ude42",
        "{[\\\"",
        LONG,
        "ends in \\\\"
    };
    private static final String[] LITERALS = {
        "0", "-1", "12345678901234567", "123456789012345678901", "0.25", "-12.5e3", "1E5", "true", "false", "null"
    };
    private static final String[] NAMES = {
        "id",
        "usage",
        "a",
        "content",
        "prompt_tokens",
        "a name of more than forty characters, which is not usual",
        "\\u0061"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                " [ {\"a\":[]} , {\"b\":{}} ]",
                "{\"a\":\"\\\\\\\"\",\"b\":[true,false,null,-0.5,12]}\n{\"a\":\"é – 🙂\"}",
                "{\"a\":01}{\"b\":[1,}{\"c\":\"\t\"} {\"d\":1}}",
                "{\"a\":\"}\\u00e9{\",\"b\":1e3}{\"c\":{\"d\":\"e\"},\"c\":2}",
                "{\"a\" : tru }x{\"b\":true}"
            })
    void reads_short_documents_alike_wherever_they_are_split(String text) {
        assertAlikeWhereverSplit(bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "id", "a"})
    void reads_a_document_with_a_long_text_alike_wherever_it_is_split(String name) {
        assertAlikeWhereverSplit(bytes("{\"type\":\"message\",\"" + name + "\":\"" + LONG
                + "\",\"n\":[1,2.5],\"usage\":{\"n\":1}} {\"b\":2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\",\"a\":1e3,\"b\":\"", "\",\"content\":\""})
    void leaves_a_document_to_jackson_that_turns_out_unusual_in_or_after_a_long_text(String within) {
        assertAlikeWhereverSplit(bytes("{\"content\":\"" + LONG + within + LONG + "\"}{\"b\":2}"));
    }

    @RepeatedTest(200)
    void reads_documents_of_chance_alike_in_pieces_of_chance(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        List<JsonNode> expected = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (int i = chance.nextInt(4); i >= 0; i--) {
            String document = object(chance, 4);
            expected.add(ProviderJson.parse(bytes(document)));
            body.append(document).append(chance.nextBoolean() ? "\n" : "");
        }

        assertThat(read(true, split(bytes(body.toString()), chance))).isEqualTo(expected);
        assertThat(withoutLongTexts(read(false, split(bytes(body.toString()), chance))))
                .isEqualTo(withoutLongTexts(expected));
    }

    @RepeatedTest(200)
    void reads_damaged_documents_alike_in_pieces_of_chance(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        byte[] body = bytes(object(chance, 4) + object(chance, 4));
        for (int i = 0; i < 20; i++) {
            byte[] damaged = body.clone();
            damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt(256);

            assertThat(read(true, split(damaged, chance))).isEqualTo(read(true, List.of(damaged)));
        }
    }

    private static void assertAlikeWhereverSplit(byte[] body) {
        String whole = withoutLongTexts(read(false, List.of(body)));
        for (int at = 0; at <= body.length; at++) {
            List<byte[]> halves = List.of(Arrays.copyOfRange(body, 0, at), Arrays.copyOfRange(body, at, body.length));
            assertThat(withoutLongTexts(read(false, halves)))
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
        List<byte[]> single = new ArrayList<>();
        for (byte b : body) {
            single.add(new byte[] {b});
        }
        assertThat(withoutLongTexts(read(false, single))).isEqualTo(whole);
    }

    /** What stands for a long text differs by how it was read; each is a text that is not empty. */
    private static String withoutLongTexts(List<JsonNode> documents) {
        return documents
                .toString()
                .replace(ProviderJson.parse(bytes("\"" + LONG + "\"")).toString(), "\".\"")
                .replace(AnswerJson.LONG_TEXT.toString(), "\".\"");
    }

    private static List<JsonNode> read(boolean readsTexts, List<byte[]> pieces) {
        Documents documents = new Documents(readsTexts, new ArrayList<>());
        JsonDocuments framing = new JsonDocuments(documents);
        for (byte[] piece : pieces) {
            // A socket's buffer is filled anew.
            byte[] buffer = Arrays.copyOf(piece, piece.length + 3);
            framing.accept(buffer, 0, piece.length);
            Arrays.fill(buffer, (byte) '#');
        }
        framing.end();
        return documents.read();
    }

    private static List<byte[]> split(byte[] body, Random chance) {
        List<byte[]> pieces = new ArrayList<>();
        int longest = 1 + chance.nextInt(1 + body.length);
        for (int at = 0; at < body.length; ) {
            int end = Math.min(body.length, at + 1 + chance.nextInt(longest));
            pieces.add(Arrays.copyOfRange(body, at, end));
            at = end;
        }
        return pieces;
    }

    private static String object(Random chance, int depth) {
        StringBuilder object = new StringBuilder("{");
        for (int i = chance.nextInt(5); i > 0; i--) {
            object.append('"')
                    .append(one(chance, NAMES))
                    .append(chance.nextInt(3) > 0 ? chance.nextInt(40) : "")
                    .append("\": ")
                    .append(value(chance, depth - 1))
                    .append(i > 1 ? " , " : "");
        }
        return object.append('}').toString();
    }

    private static String value(Random chance, int depth) {
        if (depth == 0 || chance.nextInt(3) == 0) {
            return chance.nextBoolean() ? one(chance, LITERALS) : "\"" + one(chance, TEXTS) + "\"";
        }
        if (chance.nextBoolean()) {
            return object(chance, depth);
        }
        StringBuilder array = new StringBuilder("[");
        for (int i = chance.nextInt(4); i > 0; i--) {
            array.append(value(chance, depth - 1)).append(i > 1 ? "," : "");
        }
        return array.append(']').toString();
    }

    private static String one(Random chance, String... choices) {
        return choices[chance.nextInt(choices.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Documents(boolean readsTexts, List<JsonNode> read) implements DocumentSink {

        @Override
        public void accept(byte[] bytes, int begin, int end) {
            read.add(ProviderJson.parse(Arrays.copyOfRange(bytes, begin, end)));
        }

        @Override
        public void accept(JsonNode document) {
            read.add(document);
        }

        @Override
        public void tooLarge() {
            throw new AssertionError("No document here is large.");
        }
    }
}
