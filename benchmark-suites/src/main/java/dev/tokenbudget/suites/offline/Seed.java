package dev.tokenbudget.suites.offline;

import java.security.SecureRandom;

/** Where the model's randomness starts: the same seed gives the same answers. */
final class Seed {

    static final String SETTING = "suite.seed";
    private static final long DEFAULT = 20_261_123;

    private Seed() {}

    /**
     * Return the seed that {@code -Dsuite.seed} asks for, else the fixed one.
     *
     * @throws IllegalArgumentException if the setting is neither a whole number nor {@code random}
     */
    static long configured() {
        String setting = System.getProperty(SETTING, "");
        if (setting.isBlank()) {
            return DEFAULT;
        }
        if (setting.equals("random")) {
            return new SecureRandom().nextLong();
        }
        try {
            return Long.parseLong(setting);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    SETTING + " is \"" + setting + "\", but must be a whole number or \"random\".", e);
        }
    }
}
