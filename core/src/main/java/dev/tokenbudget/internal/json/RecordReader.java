package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is as it should be into records. Anything else it leaves to Jackson's data binding, which reads the same
 * with more than 400 classes: a test JVM that loads and compiles them spends 0.4 to 0.5 s of processor time on it.
 *
 * @param json where to read
 */
record RecordReader(JsonParser json) {

    private static final RepeatedTexts TEXTS = new RepeatedTexts();

    /** Those of each enum, by name; none of other types. */
    private static final ClassValue<Map<String, Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            Map<String, Object> byName = new HashMap<>();
            for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
                byName.put(((Enum<?>) constant).name(), constant);
            }
            return byName;
        }
    };

    /**
     * Read one document.
     *
     * @throws UnexpectedJsonException if it is not as it should be, or may be so in ways that are unknown here
     */
    <T> T document(Class<T> type) throws UnexpectedJsonException {
        try {
            json.nextToken();
            T read = type.cast(value(type));
            if (json.nextToken() != null) {
                throw new UnexpectedJsonException();
            }
            return read;
        } catch (IOException e) {
            throw new UnexpectedJsonException(e);
        }
    }

    private Object value(Type type) throws IOException, UnexpectedJsonException {
        if (type instanceof Class<?> known) {
            return json.currentToken() == JsonToken.START_OBJECT ? object(RecordForm.of(known)) : scalar(known);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return list(of[0]);
            }
            if (generic.getRawType() == Map.class && of[0] == String.class) {
                return map(of[1]);
            }
        }
        throw new UnexpectedJsonException();
    }

    private Object scalar(Class<?> type) throws IOException, UnexpectedJsonException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return type == String.class ? TEXTS.once(json.getText()) : constant(type, json.getText());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            if (type == int.class || type == Integer.class) {
                return json.getIntValue();
            }
            if (type == long.class || type == Long.class) {
                return json.getLongValue();
            }
            if (type == BigInteger.class) {
                return json.getBigIntegerValue();
            }
            return fraction(type);
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return fraction(type);
        } else if (token != null && token.isBoolean() && (type == boolean.class || type == Boolean.class)) {
            return token == JsonToken.VALUE_TRUE;
        }
        throw new UnexpectedJsonException();
    }

    private Object fraction(Class<?> type) throws IOException, UnexpectedJsonException {
        if (type == double.class || type == Double.class) {
            return json.getDoubleValue();
        }
        if (type == BigDecimal.class) {
            return json.getDecimalValue();
        }
        throw new UnexpectedJsonException();
    }

    private static Object constant(Class<?> type, String name) throws UnexpectedJsonException {
        Object constant = CONSTANTS.get(type).get(name);
        if (constant == null) {
            throw new UnexpectedJsonException();
        }
        return constant;
    }

    private List<Object> list(Type of) throws IOException, UnexpectedJsonException {
        require(JsonToken.START_ARRAY);
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(of));
        }
        return elements;
    }

    private Map<String, Object> map(Type of) throws IOException, UnexpectedJsonException {
        require(JsonToken.START_OBJECT);
        Map<String, Object> entries = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (entries.put(name, value(of)) != null) {
                throw new UnexpectedJsonException();
            }
        }
        return entries;
    }

    private Object object(RecordForm form) throws IOException, UnexpectedJsonException {
        require(JsonToken.START_OBJECT);
        @Nullable Object[] values = new @Nullable Object[form.components().size()];
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Integer place = form.places().get(json.currentName());
            if (place == null || values[place] != null) {
                throw new UnexpectedJsonException();
            }
            json.nextToken();
            values[place] = component(form.components().get(place));
        }
        return made(form, values);
    }

    private Object component(RecordForm.Component component) throws IOException, UnexpectedJsonException {
        if (component.mayBeOne()
                && json.currentToken() != JsonToken.START_ARRAY
                && component.type() instanceof ParameterizedType list) {
            List<Object> one = new ArrayList<>();
            one.add(value(list.getActualTypeArguments()[0]));
            return one;
        }
        return value(component.type());
    }

    private static Object made(RecordForm form, @Nullable Object[] values) throws UnexpectedJsonException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && form.components().get(i).isRequired()) {
                throw new UnexpectedJsonException();
            }
        }
        try {
            return form.constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new UnexpectedJsonException(e);
        }
    }

    private void require(JsonToken token) throws UnexpectedJsonException {
        if (json.currentToken() != token) {
            throw new UnexpectedJsonException();
        }
    }
}
