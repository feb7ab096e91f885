package dev.tokenbudget.internal.text;

/**
 * The log of a class, whose logger is looked up when there is something to log: the first look-up takes a JVM 10 ms, and most
 * of them log nothing.
 *
 * @param user the class that logs
 */
public record ClassLog(Class<?> user) {

    /** Return the logger that is named after the class. */
    public System.Logger get() {
        return System.getLogger(user.getName());
    }
}
