package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.run.RunRecorder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes each invocation of an annotated test a run, and hands it its {@link ModelGateway} or {@link RunRecorder}. */
public final class TokenBudgetExtension
        implements ExecutionCondition,
                BeforeEachCallback,
                ParameterResolver,
                InvocationInterceptor,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(TokenBudgetExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return OpenSessions.current()
                .leftOutBecause()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("There is budget left"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (AnnotationSupport.isAnnotated(context.getTestMethod(), TestFactory.class)) {
            throw new ExtensionConfigurationException("The @TestFactory " + context.getRequiredTestMethod()
                    + " cannot be measured: its dynamic tests fail without its knowing. Make it a @ParameterizedTest, or"
                    + " move it to a class without @TokenBudget.");
        }
        RunScope scope = new RunScope(OpenSessions.current(), context);
        context.getStore(NAMESPACE).put(RunScope.class, scope);
        scope.requireSessionBudget();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        observe(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (BenchmarkTaskProvider.taskOf(context).isEmpty()) {
            VariantParameter.of(method.getExecutable())
                    .ifPresent(parameter -> scope(context)
                            .ifPresent(scope -> scope.isVariant(parameter.nameIn(method.getArguments()))));
        }
        observe(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        observe(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        observe(invocation, context);
    }

    /** See what a method throws before another extension makes something else of it, as one that tries again does. */
    private static void observe(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable thrown) {
            scope(context).ifPresent(scope -> scope.observe(thrown));
            throw thrown;
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        explain(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        explain(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        explain(context, failure);
    }

    /** Say why a run was stopped rather than how its client took it. */
    private static void explain(ExtensionContext context, Throwable failure) throws Throwable {
        scope(context).ifPresent(scope -> scope.explain(failure));
        throw failure;
    }

    private static Optional<RunScope> scope(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(RunScope.class, RunScope.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ModelGateway.class || type == RunRecorder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean wantsGateway = parameter.getParameter().getType() == ModelGateway.class;
        if (wantsGateway && isOfWholeClass(parameter, context)) {
            return OpenSessions.current().gateway().shared();
        }
        RunScope scope = scope(context).orElseThrow(() -> new ParameterResolutionException(noRun(parameter)));
        return wantsGateway ? scope.gateway() : scope.run();
    }

    /** Whether this is a parameter of a {@code @BeforeAll} or {@code @AfterAll} method. */
    private static boolean isOfWholeClass(ParameterContext parameter, ExtensionContext context) {
        return context.getTestMethod().isEmpty() && parameter.getDeclaringExecutable() instanceof Method;
    }

    private static String noRun(ParameterContext parameter) {
        String place = parameter.getDeclaringExecutable() instanceof Constructor ? "constructor" : "method";
        return "A " + parameter.getParameter().getType().getSimpleName() + " belongs to one run, and this " + place
                + " is called outside of every run. Make it a parameter of the test or of a @BeforeEach method.";
    }
}
