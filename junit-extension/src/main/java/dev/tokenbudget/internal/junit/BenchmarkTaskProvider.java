package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.junit.BenchmarkTask;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands JUnit the runs of a {@link BenchmarkTask} one after the other, as long as more are needed. */
public final class BenchmarkTaskProvider implements TestTemplateInvocationContextProvider {

    private static final Namespace NAMESPACE = Namespace.create(BenchmarkTaskProvider.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), BenchmarkTask.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        BenchmarkTask annotation =
                AnnotationSupport.findAnnotation(method, BenchmarkTask.class).orElseThrow();
        requireUsable(method, annotation);
        List<StagedTask> tasks = variants(method).stream()
                .map(variant -> staged(context, annotation, variant))
                .toList();
        tasks.forEach(task -> {
            requireOneRunAfterTheOther(context, task.looks());
            // each under a key of its own: what is closed at the end is what the store holds
            context.getStore(NAMESPACE).put(task, task);
        });
        StagedRounds rounds = new StagedRounds(tasks);
        context.getStore(NAMESPACE).put(StagedRounds.class, rounds);
        return rounds.runs().map(run -> run);
    }

    private static List<Optional<VariantValue>> variants(Method method) {
        return VariantParameter.of(method)
                .map(parameter ->
                        parameter.variants().stream().map(Optional::of).toList())
                .orElse(List.of(Optional.empty()));
    }

    private static StagedTask staged(
            ExtensionContext context, BenchmarkTask annotation, Optional<VariantValue> variant) {
        TestSession session = OpenSessions.current();
        TaskId plain = TaskNaming.of(context, TestPlace.of(context).task(session.settings()))
                .task();
        Looks looks = session.runsToReplay(
                        variant.map(known -> known.task(plain)).orElse(plain))
                .map(runs -> new Looks(runs, runs))
                .orElseGet(() -> looks(annotation, session.settings().settings()));
        String name = context.getRequiredTestMethod().getName()
                + variant.map(known -> "[" + known.name() + "]").orElse("");
        return new StagedTask(session.staging(), name, variant, looks, annotation.minPassRate());
    }

    /** Return the task that the test of {@code context} is a run of, where that is a {@link BenchmarkTask}. */
    static Optional<StagedTask> taskOf(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(StagedRounds.class, StagedRounds.class))
                .flatMap(rounds -> rounds.runAt(TemplateInvocation.index(context)))
                .map(StagedRun::task);
    }

    /** The number that is set for one build wins over the annotation's, and pulls the other one with it. */
    static Looks looks(BenchmarkTask annotation, Settings settings) {
        Optional<Integer> first = number(settings, Setting.RUNS);
        Optional<Integer> most = number(settings, Setting.MAX_RUNS);
        if (first.isPresent() && most.isPresent() && most.get() < first.get()) {
            throw new ExtensionConfigurationException(
                    Setting.MAX_RUNS.key() + "=" + most.get() + " cannot be used with " + Setting.RUNS.key() + "="
                            + first.get() + ": maxRuns must not be less than runs.");
        }
        return new Looks(
                first.orElseGet(() -> Math.min(annotation.runs(), most.orElse(annotation.maxRuns()))),
                most.orElseGet(() -> Math.max(annotation.maxRuns(), first.orElse(annotation.runs()))));
    }

    private static Optional<Integer> number(Settings settings, Setting setting) {
        return Optional.of(settings.text(setting))
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf);
    }

    private static void requireUsable(Method method, BenchmarkTask task) {
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
    }

    private static void requireOneRunAfterTheOther(ExtensionContext context, Looks looks) {
        if (looks.most() > looks.first() && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new ExtensionConfigurationException("@BenchmarkTask on " + name(context.getRequiredTestMethod())
                    + " cannot be used with @Execution(CONCURRENT): whether a run after the first " + looks.first()
                    + " is made depends on those before it. Remove @Execution(CONCURRENT) from the method, or set"
                    + " maxRuns = " + looks.first() + ".");
        }
    }

    private static void require(Method method, boolean met, String written, String allowed) {
        if (!met) {
            throw new ExtensionConfigurationException(
                    "@BenchmarkTask(" + written + ") on " + name(method) + " cannot be used: " + allowed + ".");
        }
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "#" + method.getName();
    }
}
