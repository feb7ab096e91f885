package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a text: stands for the text where the text itself is not to be kept. */
record TextHash(ByteBuffer sha256) {

    /** Written out, as the one below: every prompt is looked up by them, and those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextHash hash && sha256.equals(hash.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    static TextHash of(String text) {
        return new TextHash(ByteBuffer.wrap(newSha256().digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Return the first digits of the hash of {@code text}, as {@link PromptSections} keeps them. */
    static String firstDigitsOf(String text) {
        return HexFormat.of().formatHex(of(text).sha256.array(), 0, PromptSections.HASH_DIGITS / 2);
    }

    /** Return the hash of {@code text} in letters alone, so that nobody takes it for an id or a number of a prompt. */
    static String lettersOf(String text) {
        return firstDigitsOf(text)
                .chars()
                .map(digit -> Character.isDigit(digit) ? digit - '0' + 'g' : digit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** End {@code digest} and return its first digits, as {@link PromptSections} keeps them. */
    static String firstDigits(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, PromptSections.HASH_DIGITS / 2);
    }
}
