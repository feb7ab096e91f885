package dev.tokenbudget.internal.gateway.prompt;

import com.knuddels.jtokkit.Encodings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Makes the file of the {@link Vocabulary} from the one in jtokkit, of which each line is a token in Base64 and its rank. */
record VocabularyFile(List<Token> tokens) {

    private static final String JTOKKITS = "o200k_base.tiktoken";

    record Token(byte[] text, int rank) {

        static Token of(String line) {
            String[] parts = line.split(" ");
            return new Token(Base64.getDecoder().decode(parts[0]), Integer.parseInt(parts[1]));
        }

        int bucket() {
            return Vocabulary.bucket(text, 0, text.length);
        }
    }

    /** Read jtokkit's file. */
    static VocabularyFile ofJtokkit() throws IOException {
        try (InputStream file = Objects.requireNonNull(Encodings.class.getResourceAsStream(JTOKKITS), JTOKKITS)) {
            return new VocabularyFile(new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Token::of)
                    .sorted(Comparator.comparing(Token::bucket).thenComparing(Token::rank))
                    .toList());
        }
    }

    byte[] bytes() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (int bucket = 0; bucket < Vocabulary.BUCKETS; bucket++) {
            sizes.add(0);
        }
        tokens.forEach(token -> sizes.set(token.bucket(), sizes.get(token.bucket()) + 1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sizes.forEach(size -> bytes.write(oneByte(size)));
        tokens.forEach(token -> bytes.write(oneByte(token.text.length)));
        tokens.forEach(token -> {
            for (int place = Vocabulary.BYTES_OF_RANK - 1; place >= 0; place--) {
                bytes.write(token.rank >>> place * Byte.SIZE);
            }
        });
        for (Token token : tokens) {
            bytes.write(token.text);
        }
        return bytes.toByteArray();
    }

    private static int oneByte(int number) {
        if (number > 0xff) {
            throw new IllegalArgumentException(number + " does not fit into a byte");
        }
        return number;
    }
}
