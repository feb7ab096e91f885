package dev.tokenbudget.internal.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A style sheet or a script that is a part of a page.
 *
 * @param text its text
 * @param fingerprint what the page's content security policy calls it by
 */
public record Inline(String text, String fingerprint) {

    /** Return the files {@code names} beside {@code place}, or beside this class, as one. */
    public static Inline of(Class<?> place, String... names) {
        String text =
                Arrays.stream(names).map(name -> Resource.text(place, name)).collect(Collectors.joining("\n"));
        return new Inline(text, fingerprint(text));
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
