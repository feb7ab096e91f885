package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.recording.SessionBudgets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The sessions of this JVM. They nest where a test starts another launcher: the one opened last counts. */
final class OpenSessions {

    private static final Deque<TestSession> OPEN = new ArrayDeque<>();

    private OpenSessions() {}

    static TestSession open(boolean startedByMaven) {
        return open(new TestSession(startedByMaven, Optional.empty()));
    }

    private static TestSession open(TestSession session) {
        synchronized (OPEN) {
            OPEN.push(session);
            session.takeOver();
            return session;
        }
    }

    /** Return the session that counts; one without a listener, as an engine alone has none, is never summed up. */
    static TestSession current() {
        synchronized (OPEN) {
            return OPEN.isEmpty()
                    ? SessionBridge.toLauncher().map(OpenSessions::join).orElseGet(() -> open(false))
                    : OPEN.element();
        }
    }

    /** Return the session that counts, where one is open. */
    static Optional<TestSession> latest() {
        synchronized (OPEN) {
            return Optional.ofNullable(OPEN.peek());
        }
    }

    /** Open a session that is a part of the launcher's, and closes with it. */
    private static TestSession join(SessionBridge launcher) {
        TestSession session = open(new TestSession(launcher.startedByMaven(), Optional.of(launcher)));
        session.configure(launcher.configuration().get());
        launcher.closing().accept(() -> close(session));
        return session;
    }

    static void closeLatest() {
        TestSession session;
        synchronized (OPEN) {
            session = OPEN.element();
        }
        close(session);
    }

    private static void close(TestSession session) {
        try {
            session.close();
        } finally {
            synchronized (OPEN) {
                OPEN.remove(session);
                if (OPEN.isEmpty()) {
                    RunRegistry.sendLooseCallsTo(call -> {});
                    RunRegistry.routeCallsBy((run, role, target) -> Optional.empty());
                    RunRegistry.limitLooseCallsBy(SessionBudgets.unlimited());
                } else {
                    OPEN.element().takeOver();
                }
            }
        }
    }
}
