package dev.tokenbudget.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why JSON could not be read, in terms of the file and not of the parser's classes. */
final class JsonProblem {

    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([^']+)'");

    private JsonProblem() {}

    static String inWords(JsonProcessingException e) {
        return (e.getLocation() == null ? "" : place(e.getLocation())) + of(e);
    }

    static String place(JsonLocation place) {
        return "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    }

    static String of(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return firstLine(e.getOriginalMessage());
        }
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return "there is more text after the end of the object.";
        }
        String field = path(mapping.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "there is no field \"" + field + "\"; the fields here are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (e instanceof InvalidNullException) {
            return "the field \"" + field + "\" must not be null.";
        }
        Matcher missing = MISSING.matcher(e.getOriginalMessage());
        if (missing.find()) {
            return "the field \"" + field + "\" is missing.";
        }
        Optional<String> wanted = wanted(mapping);
        if (wanted.isPresent()) {
            return "the field \"" + field + "\" must be " + wanted.get() + ".";
        }
        return (field.isEmpty() ? "" : "in field \"" + field + "\": ") + firstLine(e.getOriginalMessage());
    }

    private static Optional<String> wanted(JsonMappingException e) {
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return Optional.empty();
        }
        Class<?> type = mismatch.getTargetType();
        if (type.isEnum()) {
            return Optional.of("one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Optional.of("a whole number");
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class) {
            return Optional.of("a number");
        }
        if (type == String.class) {
            return Optional.of("a text in double quotes");
        }
        if (List.class.isAssignableFrom(type)) {
            return Optional.of("a list, [ … ]");
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? Optional.of("an object, { … }") : Optional.empty();
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static String firstLine(String message) {
        String line = message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\[Source: [^;]{0,100}+; ([^]]{0,100}+)]", "$1")
                .strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
