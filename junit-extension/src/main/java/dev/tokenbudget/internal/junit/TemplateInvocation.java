package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.run.RunRecorder;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;

/**
 * One invocation of a template, a method or a class: a parameter set, which is a separate task, or a repetition, which is
 * one more run.
 *
 * @param set what the parameter set is called; absent for a mere repetition
 * @param isOneOfItsOwn whether another invocation of the same name would be another parameter set
 */
record TemplateInvocation(Optional<String> set, boolean isOneOfItsOwn) {

    private static final String OF_METHOD = "test-template-invocation";
    private static final String OF_CLASS = "class-template-invocation";

    private static final TemplateInvocation REPETITION = new TemplateInvocation(Optional.empty(), false);

    /** What JUnit or this extension hands to any test: it tells no parameter sets apart. */
    private static final Set<String> PARAMETERS_OF_ANY_TEST = Set.of(
            TestInfo.class.getName(),
            TestReporter.class.getName(),
            RepetitionInfo.class.getName(),
            RunRecorder.class.getName(),
            ModelGateway.class.getName());

    /** Whether {@code segment} of a unique id stands for an invocation of a template. */
    static boolean isOne(Segment segment) {
        return segment.getType().equals(OF_METHOD) || segment.getType().equals(OF_CLASS);
    }

    /** Return the place of {@code context}, which is an invocation of a method's template, among all, from 1. */
    static int index(ExtensionContext context) {
        return Integer.parseInt(UniqueId.parse(context.getUniqueId())
                .getLastSegment()
                .getValue()
                .substring(1));
    }

    /** Return what {@code context} is an invocation of, or nothing where it is no invocation of a template. */
    static Optional<TemplateInvocation> of(ExtensionContext context) {
        Segment segment = UniqueId.parse(context.getUniqueId()).getLastSegment();
        return isOne(segment) ? Optional.of(of(context, segment)) : Optional.empty();
    }

    private static TemplateInvocation of(ExtensionContext context, Segment segment) {
        AnnotatedElement template =
                segment.getType().equals(OF_METHOD) ? context.getRequiredTestMethod() : context.getRequiredTestClass();
        if (AnnotationSupport.isAnnotated(template, RepeatedTest.class)
                || AnnotationSupport.isAnnotated(template, BenchmarkTask.class)) {
            return REPETITION;
        }
        ParameterSets sets = ParameterSets.of(template);
        String displayName = context.getDisplayName();
        String index = segment.getValue();
        if (sets.areDeclared()) {
            return new TemplateInvocation(Optional.of(sets.name(displayName, index)), true);
        }
        String templateName =
                context.getParent().map(ExtensionContext::getDisplayName).orElse("");
        RepetitionName repetition = RepetitionName.of(displayName, index, templateName);
        return new TemplateInvocation(
                repetition.withoutCount().map(name -> sets.name(name, index)),
                !repetition.counts() && takesParametersOfItsOwn(template));
    }

    private static boolean takesParametersOfItsOwn(AnnotatedElement template) {
        return template instanceof Method method
                && Stream.of(method.getParameterTypes())
                        .anyMatch(type -> !PARAMETERS_OF_ANY_TEST.contains(type.getName()));
    }
}
