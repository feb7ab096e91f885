package dev.tokenbudget.internal.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What {@code Object.toString} adds to a class's name, as in {@code com.acme.Agent@1b6d3586}: it differs from JVM to JVM, so a
 * task that is named after it would be new each time. In {@code react@18} it is a version, because there is no such class.
 */
final class IdentityHash {

    private static final Pattern HASH = Pattern.compile(
            "(?<class>[\\p{javaJavaIdentifierPart}.]+(?<hidden>/0x\\p{XDigit}+)?|\\[+(?:[ZBCDFIJS]|L[^;\\s]+;))"
                    + "@[0-9a-f]{1,8}(?![\\w.])");
    private static final Pattern GENERATED = Pattern.compile(".*\\$\\$Lambda.*|.*\\$Proxy\\d+|\\[.*");
    /** What Mockito's mocks are called. */
    private static final Pattern MOCK = Pattern.compile("Mock for \\S+, hashCode: -?\\d+");

    private IdentityHash() {}

    /** Whether {@code name} holds one: of a class that the tests of {@code template} know. */
    static boolean isIn(String name, AnnotatedElement template) {
        if (MOCK.matcher(name).find()) {
            return true;
        }
        Matcher hash = HASH.matcher(name);
        while (hash.find()) {
            if (hash.group("hidden") != null || isClass(hash.group("class"), template)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(String name, AnnotatedElement template) {
        return GENERATED.matcher(name).matches()
                || isParameterType(name, template)
                || ReflectionSupport.tryToLoadClass(name, Annotations.loaderOf(template))
                        .toOptional()
                        .isPresent();
    }

    /** Some classes print their simple name instead, but still the hash. */
    private static boolean isParameterType(String name, AnnotatedElement template) {
        return template instanceof Method method
                && Stream.of(method.getParameterTypes())
                        .anyMatch(type -> type.getSimpleName().equals(name));
    }
}
