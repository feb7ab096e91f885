package dev.tokenbudget.internal.replay;

import java.util.List;

/** The body of a recorded request or answer, in the form that is best to read. */
public sealed interface Body {

    /** No body, or an empty one. */
    record None() implements Body {}

    /** One JSON document, as compact text. */
    record Json(String document) implements Body {}

    /** Server-sent events, in order. */
    record Events(List<Event> events) implements Body {
        public Events {
            events = List.copyOf(events);
        }
    }

    /** JSON documents, one per line, each as compact text. */
    record Lines(List<String> documents) implements Body {
        public Lines {
            documents = List.copyOf(documents);
        }
    }

    /** Any other text. */
    record Text(String text) implements Body {}

    /** Anything that is no text, in Base64. */
    record Bytes(String base64) implements Body {}

    /**
     * One server-sent event.
     *
     * @param fields its lines without the one that ends it, such as {@code data: {"type":"ping"}}
     */
    record Event(List<String> fields) {
        public Event {
            fields = List.copyOf(fields);
        }
    }
}
