package dev.tokenbudget.internal.maven;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** What happens in an invocation of Maven after a goal of ours has ended. */
final class BuildEvents {

    private BuildEvents() {}

    /**
     * From now on do {@code action} at an event, before those see it who listen already.
     *
     * @param event the method of {@link ExecutionListener} that tells of it
     */
    static void at(String event, MavenSession session, Action action) {
        session.getRequest().setExecutionListener(before(session.getRequest().getExecutionListener(), event, action));
    }

    private static ExecutionListener before(@Nullable ExecutionListener others, String event, Action action) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals(event)) {
                action.on((ExecutionEvent) arguments[0]);
            }
            try {
                Object receiver = method.getDeclaringClass() == Object.class ? action : others;
                return receiver == null ? null : method.invoke(receiver, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (ExecutionListener) Proxy.newProxyInstance(
                BuildEvents.class.getClassLoader(), new Class<?>[] {ExecutionListener.class}, handler);
    }

    /** What is done at an event. */
    @FunctionalInterface
    interface Action {
        void on(ExecutionEvent event) throws Exception;
    }
}
