package dev.tokenbudget.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a project, by which users' ids are hashed before anything keeps them: hashes tell users apart, and nobody who lacks
 * the key can try ids until one fits.
 */
public final class UserKey {

    /** The environment variable that holds the key where the setting does not. */
    public static final String VARIABLE = "TOKENBUDGET_USER_KEY";

    /** The name of the label that holds a user's hashed id. */
    public static final String LABEL = "user_id";

    private static final String PROPERTY = "tokenbudget.userKey";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final Set<String> NAMES =
            Set.of("user", "userid", "enduser", "enduserid", "username", "useremail", "email");

    private final SecretKeySpec key;

    private UserKey(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    /** Return the key; nothing where {@code key} is blank. */
    public static Optional<UserKey> of(String key) {
        return Optional.of(key).filter(text -> !text.isBlank()).map(UserKey::new);
    }

    /** Return the key that the system property {@code tokenbudget.userKey} holds, or else {@value #VARIABLE} in {@code environment}. */
    public static Optional<UserKey> ofProcess(Map<String, String> environment) {
        return Stream.of(System.getProperty(PROPERTY, ""), environment.getOrDefault(VARIABLE, ""))
                .flatMap(key -> of(key).stream())
                .findFirst();
    }

    /** Return what is kept of a user's id: 32 hexadecimal digits. */
    public String hash(String userId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(userId.getBytes(UTF_8)), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    /** Whether a label of this name holds who somebody is, however the name is written. */
    public static boolean isOfUser(String label) {
        return NAMES.contains(label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }
}
