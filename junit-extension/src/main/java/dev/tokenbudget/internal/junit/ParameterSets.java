package dev.tokenbudget.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * How a template's parameter sets are called in the names of tasks: by their display names, in a form that is the same with all
 * versions of JUnit. Since version 6, JUnit writes texts in quotes and {@code name = value} instead of {@code name=value}.
 *
 * @param template the method or class
 * @param declaration the annotation that declares parameter sets, where there is one that is known
 */
record ParameterSets(AnnotatedElement template, Optional<Annotation> declaration) {

    /** By name: a test need not have them on its class path. */
    private static final List<String> DECLARATIONS = List.of(
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.params.ParameterizedClass",
            "org.junitpioneer.jupiter.cartesian.CartesianTest");

    private static final Pattern LEADING_INDEX = Pattern.compile("^\\[\\d+]\\s*");
    private static final Pattern EQUALS_SIGN = Pattern.compile("\\s*=\\s*");
    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Cntrl}\\uFFFD]+");

    static ParameterSets of(AnnotatedElement template) {
        return new ParameterSets(
                template,
                DECLARATIONS.stream()
                        .flatMap(name -> annotation(template, name).stream())
                        .findFirst());
    }

    /** Whether each invocation of the template is a parameter set, for sure. */
    boolean areDeclared() {
        return declaration.isPresent();
    }

    /**
     * Return what the parameter set with this display name is called.
     *
     * @param index its place among all, which names it where nothing else does that is the same in every JVM
     */
    String name(String displayName, String index) {
        String name = LEADING_INDEX.matcher(displayName).replaceFirst("");
        String unquoted = quotesTexts() ? QuotedTexts.unquoted(name) : name;
        String text = NO_TEXT.matcher(EQUALS_SIGN.matcher(unquoted).replaceAll("="))
                .replaceAll(" ")
                .strip();
        return text.isEmpty() || IdentityHash.isIn(text, template) ? index : text;
    }

    private boolean quotesTexts() {
        return declaration
                .flatMap(known -> ReflectionSupport.findMethod(known.annotationType(), "quoteTextArguments")
                        .map(quotes -> ReflectionSupport.invokeMethod(quotes, known)))
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    private static Optional<Annotation> annotation(AnnotatedElement template, String name) {
        return ReflectionSupport.tryToLoadClass(name, Annotations.loaderOf(template))
                .toOptional()
                .filter(Class::isAnnotation)
                .flatMap(type -> AnnotationSupport.findAnnotation(template, type.asSubclass(Annotation.class)));
    }
}
