package dev.tokenbudget.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds this extension's annotations, also where a framework loaded the test class, and the annotations with it, a second time. */
final class Annotations {

    private Annotations() {}

    /** Return the annotation of {@code element}, be it directly there, inherited, or by way of another annotation. */
    static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        Optional<A> found = AnnotationSupport.findAnnotation(element, type);
        boolean mayBeCopied = loaderOf(element) != type.getClassLoader();
        return found.isEmpty() && mayBeCopied ? findCopy(element, type) : found;
    }

    private static <A extends Annotation> Optional<A> findCopy(AnnotatedElement element, Class<A> type) {
        return ReflectionSupport.tryToLoadClass(type.getName(), loaderOf(element))
                .toOptional()
                .filter(copy -> copy != type && copy.isAnnotation())
                .flatMap(copy -> AnnotationSupport.findAnnotation(element, copy.asSubclass(Annotation.class)))
                .map(copy -> type.cast(Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> copy.annotationType()
                                .getMethod(method.getName())
                                .invoke(copy))));
    }

    private static Class<?> declaring(AnnotatedElement element) {
        if (element instanceof Parameter parameter) {
            return parameter.getDeclaringExecutable().getDeclaringClass();
        }
        return element instanceof Member member ? member.getDeclaringClass() : (Class<?>) element;
    }

    /** Return the class loader by which a test class or one of its methods or their parameters knows other classes. */
    static ClassLoader loaderOf(AnnotatedElement element) {
        ClassLoader loader = declaring(element).getClassLoader();
        // the reference ClassLoader::getSystemClassLoader, whose result depends on its caller, would cost 10 classes
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }
}
