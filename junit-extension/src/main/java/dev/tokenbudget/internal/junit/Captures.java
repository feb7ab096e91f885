package dev.tokenbudget.internal.junit;

import dev.tokenbudget.integration.Capture;
import dev.tokenbudget.internal.recording.RunAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.platform.commons.support.ReflectionSupport;

/** A session's own instances of what captures calls, each switched on once. Safe to use from any thread. */
final class Captures {

    private Optional<List<Capture>> switchedOn = Optional.empty();

    /** Find what there is, and switch it on. */
    synchronized void begin() {
        if (switchedOn.isEmpty()) {
            List<Capture> found = ServiceLoader.load(Capture.class, loader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            found.forEach(Capture::begin);
            switchedOn = Optional.of(found);
        }
    }

    /** Return the loader of this thread, unless that knows another copy of these classes, whose captures are not ours. */
    private static ClassLoader loader() {
        ClassLoader ours = Captures.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null || ofThread == ours || !knowsOurs(ofThread) ? ours : ofThread;
    }

    private static boolean knowsOurs(ClassLoader loader) {
        return ReflectionSupport.tryToLoadClass(Capture.class.getName(), loader)
                .toOptional()
                .filter(known -> known == Capture.class)
                .isPresent();
    }

    /** Return the variables by which an agent, or a judge, in another process reports to its run. */
    synchronized Map<String, String> environment(RunAccount account) {
        begin();
        Map<String, String> variables = new TreeMap<>();
        switchedOn.orElseThrow().forEach(capture -> variables.putAll(capture.environment(account)));
        return variables;
    }

    /** Switch off what was switched on. */
    synchronized void end() {
        switchedOn.ifPresent(captures -> captures.forEach(Capture::end));
    }
}
