package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.json.JsonFile;
import java.util.List;
import java.util.Optional;

/** How values are laid out: on one line where they fit, else an item or a field a line, and a text line by line. */
final class ValueText {

    private static final int WIDTH = 120;

    /** Wherever a text stands: its lines are read as in a file of its own, and are the same lines when they stand elsewhere. */
    private static final int INDENT_OF_TEXT = 4;

    private final SharedParts parts;

    ValueText(SharedParts parts) {
        this.parts = parts;
    }

    /**
     * Return a value, or its reference where it stands among the parts.
     *
     * @param indent that of the line it begins on
     * @param column where in that line it begins
     */
    String of(Value value, int indent, int column) {
        return reference(value).orElseGet(() -> whole(value, indent, column));
    }

    /** Return a value itself, even where it stands among the parts. */
    String whole(Value value, int indent, int column) {
        Optional<String> onOneLine = fitting(value, isVector(value) ? Integer.MAX_VALUE : WIDTH - column);
        return onOneLine.orElseGet(() -> switch (value.kind()) {
            case LEAF -> value.json();
            case TEXT -> "{\"" + PartsJson.TEXT + "\": " + items(value, indent) + "}";
            case LIST -> items(value, indent);
            case OBJECT -> object(value, indent, column);
        });
    }

    /** Nobody reads the numbers of an embedding one by one. */
    private static boolean isVector(Value value) {
        return value.kind() == Value.Kind.LIST && value.children().stream().allMatch(Value::isNumber);
    }

    /** Return a value on one line. */
    String onOneLine(Value value) {
        return fitting(value, Integer.MAX_VALUE).orElseThrow();
    }

    /** Return a value on one line, if that is not longer than {@code room}. */
    private Optional<String> fitting(Value value, int room) {
        StringBuilder line = new StringBuilder();
        return append(value, line, room) ? Optional.of(line.toString()) : Optional.empty();
    }

    private boolean append(Value value, StringBuilder line, int room) {
        switch (value.kind()) {
            case LEAF, TEXT -> line.append(value.json());
            case OBJECT, LIST -> {
                boolean isObject = value.kind() == Value.Kind.OBJECT;
                line.append(isObject ? '{' : '[');
                List<Value> children = value.ownChildren();
                value.beginning().ifPresent(beginning -> line.append(all(beginning)));
                for (int i = 0; i < children.size(); i++) {
                    line.append(i > 0 || value.beginning().isPresent() ? ", " : "");
                    if (isObject) {
                        line.append(JsonFile.line(value.names().get(i))).append(": ");
                    }
                    Optional<String> reference = reference(children.get(i));
                    if (reference.isPresent()) {
                        line.append(reference.get());
                    } else if (!append(children.get(i), line, room)) {
                        return false;
                    }
                }
                line.append(isObject ? '}' : ']');
            }
        }
        return line.length() <= room;
    }

    private String items(Value value, int indent) {
        int deeper = value.kind() == Value.Kind.TEXT ? INDENT_OF_TEXT : indent + 2;
        StringBuilder text = new StringBuilder("[");
        String separator = newLine(deeper);
        if (value.beginning().isPresent()) {
            text.append(separator).append(all(value.beginning().get()));
            separator = "," + newLine(deeper);
        }
        for (Value item : value.ownChildren()) {
            text.append(separator);
            separator = "," + newLine(deeper);
            boolean isPlainLine = value.kind() == Value.Kind.TEXT && !value.mayReferTo(item);
            text.append(isPlainLine ? item.json() : of(item, deeper, deeper));
        }
        return text.append(newLine(indent)).append(']').toString();
    }

    /** As many fields on a line as fit; what needs several lines begins a line of its own, unless it is the last field of the first. */
    private String object(Value value, int indent, int column) {
        int deeper = indent + 2;
        StringBuilder text = new StringBuilder("{");
        int at = column + 1;
        boolean onFirstLine = true;
        int last = value.children().size() - 1;
        for (int i = 0; i <= last; i++) {
            String begin = JsonFile.line(value.names().get(i)) + ": ";
            Value child = value.children().get(i);
            int next = at + (i == 0 ? 0 : 2) + begin.length();
            boolean fits = inline(child, WIDTH - next - 1).isPresent();
            if (fits || onFirstLine && i == last && next < WIDTH) {
                text.append(i == 0 ? "" : ", ");
                at = next;
            } else {
                text.append(i == 0 ? "" : ",").append(newLine(deeper));
                at = deeper + begin.length();
                onFirstLine = false;
            }
            String written = of(child, onFirstLine ? indent : deeper, at);
            text.append(begin).append(written);
            at = written.indexOf('\n') < 0 ? at + written.length() : WIDTH;
        }
        return text.append('}').toString();
    }

    /** Return a value, or its reference, on one line, if that is not longer than {@code room}. */
    private Optional<String> inline(Value value, int room) {
        return reference(value)
                .filter(reference -> reference.length() <= room)
                .or(() -> reference(value).isPresent() ? Optional.empty() : fitting(value, room));
    }

    private Optional<String> reference(Value value) {
        return parts.nameOf(value).map(name -> "{\"" + PartsJson.PART + "\": \"" + name + "\"}");
    }

    private String all(Value beginning) {
        return "{\"" + PartsJson.ALL + "\": \"" + parts.nameOf(beginning).orElseThrow() + "\"}";
    }

    private static String newLine(int indent) {
        return "\n" + " ".repeat(indent);
    }
}
