package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;

/** Prompts of requests that tests write. */
final class Prompts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PromptMeasurement MEASUREMENT = new PromptMeasurement();
    private static final Encoding VOCABULARY =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private Prompts() {}

    /** Measure the prompt in {@code request}, of which {@code '} stands for {@code "}. */
    static PromptSections of(String request) {
        return find(request).orElseThrow(() -> new AssertionError("no prompt in " + request));
    }

    static Optional<PromptSections> find(String request) {
        try {
            return MEASUREMENT
                    .measure(JSON.readTree(request.replace('\'', '"')), request.length())
                    .join();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the section that {@code texts} make. */
    static Section section(String... texts) {
        long characters = 0;
        long tokens = 0;
        for (String text : texts) {
            String written = text.replace('\'', '"');
            characters += written.length();
            tokens += VOCABULARY.countTokensOrdinary(written);
        }
        return new Section(characters, tokens);
    }

    /** Return base64 as of a picture of {@code characters}. */
    static String base64(int characters) {
        byte[] bytes = new byte[characters / 4 * 3];
        new Random(characters).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
