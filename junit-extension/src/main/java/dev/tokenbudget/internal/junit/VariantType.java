package dev.tokenbudget.internal.junit;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The type of a parameter that says which variant is run: text, or what a static {@code valueOf(String)} makes of it. */
record VariantType(Class<?> type) {

    /** Return the names of all constants, where the type is an enum. */
    List<String> constants() {
        Object[] constants = type.getEnumConstants();
        return constants == null
                ? List.of()
                : Stream.of(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList();
    }

    /**
     * Return {@code text} as a value of this type.
     *
     * @throws IllegalArgumentException if it is none
     */
    Object convert(String text) {
        if (type.isAssignableFrom(String.class)) {
            return text;
        }
        if (type == char.class || type == Character.class) {
            throw new IllegalArgumentException("a character has no valueOf(String). Use a String");
        }
        Method valueOf = valueOf()
                .orElseThrow(() ->
                        new IllegalArgumentException(type.getName() + " has no public static method valueOf(String)"));
        try {
            valueOf.setAccessible(true);
            return valueOf.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<Method> valueOf() {
        return Stream.of(boxed().getDeclaredMethods())
                .filter(method -> method.getName().equals("valueOf"))
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(String.class)))
                .findFirst();
    }

    private Class<?> boxed() {
        return MethodType.methodType(type).wrap().returnType();
    }
}
