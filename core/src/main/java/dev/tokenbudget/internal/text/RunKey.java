package dev.tokenbudget.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that stands for a run in a URL or a header, or what was sent as one. Two keys are compared in a time that does not
 * tell where they differ.
 */
public final class RunKey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private final byte[] text;
    private final int hash;

    private RunKey(byte[] text) {
        this.text = text;
        this.hash = Arrays.hashCode(text);
    }

    /** Return a new key, of 128 random bits. */
    public static RunKey random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return of(HexFormat.of().formatHex(bits));
    }

    /** Return what {@code text} is the key of, where it is one. */
    public static RunKey of(String text) {
        return new RunKey(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunKey key && MessageDigest.isEqual(text, key.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Return the key itself, as URLs carry it. */
    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
