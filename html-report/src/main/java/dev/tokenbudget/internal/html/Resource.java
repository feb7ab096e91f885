package dev.tokenbudget.internal.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The files that pages are made of. */
final class Resource {

    private Resource() {}

    /** Return the text of the file {@code name} beside {@code place}, else of the one beside this class. */
    static String text(Class<?> place, String name) {
        return Stream.of(place, Resource.class)
                .filter(type -> type.getResource(name) != null)
                .findFirst()
                .map(type -> read(type, name))
                .orElseThrow(() -> new IllegalArgumentException("There is no resource '" + name + "' of the page."));
    }

    private static String read(Class<?> place, String name) {
        try (InputStream file = place.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
