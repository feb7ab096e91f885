package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a record has in JSON, by the annotations that our records use.
 *
 * @param constructor makes the record of its components
 * @param components what its components are in JSON, in their order
 * @param places the place of each name among them
 * @param isInOrder whether its fields are written in the order of its components
 */
record RecordForm(
        Constructor<?> constructor, List<Component> components, Map<String, Integer> places, boolean isInOrder) {

    private static final Set<Class<?>> KNOWN_OF_RECORDS = Set.of(JsonIgnoreProperties.class, JsonPropertyOrder.class);
    private static final Set<Class<?>> KNOWN_OF_COMPONENTS =
            Set.of(JsonProperty.class, JsonAlias.class, JsonFormat.class, JsonInclude.class);

    private static final Map<Class<?>, RecordForm> FORMS = new ConcurrentHashMap<>();

    /**
     * A component of a record.
     *
     * @param name the name of its field
     * @param accessor gives its value
     * @param type its type, with those of its elements
     * @param isRequired whether it must be there
     * @param mayBeOne whether its only element may stand for the list
     * @param omitsEmpty whether it is left out without elements
     */
    record Component(
            String name, Method accessor, Type type, boolean isRequired, boolean mayBeOne, boolean omitsEmpty) {

        @Nullable
        Object of(Record record) throws UnexpectedJsonException {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new UnexpectedJsonException(e);
            }
        }
    }

    /**
     * Return the form of a record.
     *
     * @throws UnexpectedJsonException if it has annotations that are unknown here
     */
    static RecordForm of(Class<?> type) throws UnexpectedJsonException {
        RecordForm known = FORMS.get(type);
        if (known == null) {
            known = read(type);
            FORMS.put(type, known);
        }
        return known;
    }

    private static RecordForm read(Class<?> type) throws UnexpectedJsonException {
        if (!type.isRecord()) {
            throw new UnexpectedJsonException();
        }
        refuseOthers(type.getAnnotations(), KNOWN_OF_RECORDS);
        for (Class<?> above : type.getInterfaces()) {
            // Jackson takes them for the record's own
            refuseOthers(above.getAnnotations(), Set.of());
        }
        RecordComponent[] declared = type.getRecordComponents();
        Class<?>[] types = new Class<?>[declared.length];
        Component[] components = new Component[declared.length];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < declared.length; i++) {
            types[i] = declared[i].getType();
            Field field = field(type, declared[i]);
            refuseOthers(field.getAnnotations(), KNOWN_OF_COMPONENTS);
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            JsonAlias aliases = field.getAnnotation(JsonAlias.class);
            String name = property == null || property.value().isEmpty() ? declared[i].getName() : property.value();
            JsonInclude inclusion = field.getAnnotation(JsonInclude.class);
            Method accessor = declared[i].getAccessor();
            accessor.setAccessible(true);
            components[i] = new Component(
                    name,
                    accessor,
                    declared[i].getGenericType(),
                    types[i].isPrimitive() || property != null && property.required(),
                    mayBeOne(field.getAnnotation(JsonFormat.class)),
                    inclusion != null && inclusion.value() == JsonInclude.Include.NON_EMPTY);
            places.put(name, i);
            for (String alias : aliases == null ? new String[0] : aliases.value()) {
                places.put(alias, i);
            }
        }
        return new RecordForm(
                constructor(type, types),
                List.of(components),
                places,
                !type.isAnnotationPresent(JsonPropertyOrder.class));
    }

    /** Annotations of Jackson may stand at fields, not at components. */
    private static Field field(Class<?> type, RecordComponent component) throws UnexpectedJsonException {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new UnexpectedJsonException(e);
        }
    }

    private static boolean mayBeOne(@Nullable JsonFormat format) {
        return format != null && List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>[] components) throws UnexpectedJsonException {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new UnexpectedJsonException(e);
        }
    }

    private static void refuseOthers(Annotation[] annotations, Set<Class<?>> known) throws UnexpectedJsonException {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getName().contains(".jackson.")
                    && !known.contains(annotation.annotationType())) {
                throw new UnexpectedJsonException();
            }
        }
    }
}
