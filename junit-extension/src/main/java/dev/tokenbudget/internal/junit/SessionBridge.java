package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.runlog.RunLog;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Joins the session of a copy of these classes with the session that JUnit's launcher opened: Quarkus loads test classes, and
 * their extensions with them, by a separate class loader, where no session is opened or closed. Only types of the JDK
 * pass from one to the other.
 *
 * @param startedByMaven whether the tests belong to the build that wrote {@code settings.json}
 * @param configuration JUnit's configuration parameters
 * @param file where the run log is
 * @param lines appends a line to the run log
 * @param closing takes what is to be done when the session closes
 */
record SessionBridge(
        boolean startedByMaven,
        Supplier<Map<String, String>> configuration,
        Supplier<Path> file,
        Consumer<String> lines,
        Consumer<Runnable> closing) {

    /** Return the bridge to the session that these classes would open in JUnit's own class loader, where there is one. */
    static Optional<SessionBridge> toLauncher() {
        try {
            ClassLoader ofJUnit = ExtensionContext.class.getClassLoader();
            Class<?> original = Class.forName(SessionBridge.class.getName(), true, ofJUnit);
            if (original == SessionBridge.class) {
                return Optional.empty();
            }
            Method ofOpenSession = original.getDeclaredMethod("ofOpenSession");
            ofOpenSession.setAccessible(true);
            return ((List<?>) ofOpenSession.invoke(null)).stream().findFirst().map(SessionBridge::of);
        } catch (ReflectiveOperationException noCopyOfThisVersion) {
            return Optional.empty();
        }
    }

    /** Called by another copy of this class: return the parts of the open session's bridge, where one is open. */
    @SuppressWarnings("unused")
    static List<Object[]> ofOpenSession() {
        return OpenSessions.latest().map(TestSession::bridge).map(SessionBridge::parts).stream()
                .toList();
    }

    private Object[] parts() {
        return new Object[] {startedByMaven, configuration, file, lines, closing};
    }

    @SuppressWarnings("unchecked") // made by parts() of the other copy
    private static SessionBridge of(Object parts) {
        Object[] all = (Object[]) parts;
        return new SessionBridge(
                (Boolean) all[0],
                (Supplier<Map<String, String>>) all[1],
                (Supplier<Path>) all[2],
                (Consumer<String>) all[3],
                (Consumer<Runnable>) all[4]);
    }

    /** Return the run log as that of this copy. */
    RunLog log() {
        return RunLog.within(file.get(), lines);
    }
}
