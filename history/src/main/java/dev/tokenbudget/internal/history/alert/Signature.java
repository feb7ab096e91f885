package dev.tokenbudget.internal.history.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows a receiver that a message is of one who knows the secret, and how old it is: {@code t=<seconds>,v1=<HMAC-SHA256 in hex>}. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** Return the signature of {@code <seconds>.<body>}. */
    static String of(String secret, Instant now, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            String seconds = Long.toString(now.getEpochSecond());
            String digest = HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(UTF_8)));
            return "t=" + seconds + ",v1=" + digest;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256.", e);
        }
    }
}
