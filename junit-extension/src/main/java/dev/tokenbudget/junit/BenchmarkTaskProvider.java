package dev.tokenbudget.junit;

import java.lang.reflect.Method;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

final class BenchmarkTaskProvider implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), BenchmarkTask.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        BenchmarkTask task =
                AnnotationSupport.findAnnotation(method, BenchmarkTask.class).orElseThrow();
        require(method, task.runs() >= 1, "runs = " + task.runs(), "runs must be at least 1");
        require(
                method,
                task.maxRuns() >= task.runs(),
                "runs = " + task.runs() + ", maxRuns = " + task.maxRuns(),
                "maxRuns must not be less than runs");
        require(
                method,
                task.minPassRate() >= 0 && task.minPassRate() <= 1,
                "minPassRate = " + task.minPassRate(),
                "minPassRate must be a share from 0 to 1");
        return IntStream.rangeClosed(1, task.runs()).mapToObj(number -> new RunOf(number, task.runs()));
    }

    private static void require(Method method, boolean met, String written, String allowed) {
        if (!met) {
            throw new ExtensionConfigurationException("@BenchmarkTask(" + written + ") on "
                    + method.getDeclaringClass().getName() + "#" + method.getName() + " cannot be used: " + allowed
                    + ".");
        }
    }

    private record RunOf(int number, int runs) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "run " + number + " of " + runs;
        }
    }
}
