package dev.tokenbudget.internal.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value of a recording: the same object wherever the same value stands. */
final class Value {

    /** What a value is. */
    enum Kind {
        /** A number, a text of one line, or the like. */
        LEAF,
        /** A text of several lines, which are its children. */
        TEXT,
        OBJECT,
        LIST
    }

    /** About as long as a line: a reference to anything shorter says less than the value itself. */
    private static final int SHORTEST = 80;

    private static final int LONG_LINE = 240;

    private final Kind kind;
    private final String json;
    private final List<String> names;
    private final List<Value> children;
    private final long length;
    private Optional<Value> beginning = Optional.empty();

    private Value(Kind kind, String json, List<String> names, List<Value> children) {
        this.kind = kind;
        this.json = json;
        this.names = names;
        this.children = children;
        long ofNames = names.stream().mapToLong(name -> name.length() + 1L).sum();
        long ofChildren = children.stream().mapToLong(child -> child.length + 1).sum();
        this.length = 2 + (json.isEmpty() ? ofNames + ofChildren : json.length());
    }

    /**
     * Return a value without children.
     *
     * @param json the value itself
     */
    static Value leaf(String json) {
        return new Value(Kind.LEAF, json, List.of(), List.of());
    }

    /**
     * Return a value with children.
     *
     * @param names those of the children of an object; else empty
     */
    static Value of(Kind kind, List<String> names, List<Value> children) {
        return new Value(kind, "", names, children);
    }

    /**
     * Return a text of several lines.
     *
     * @param json the whole text
     */
    static Value text(String json, List<Value> lines) {
        return new Value(Kind.TEXT, json, List.of(), lines);
    }

    /** Whether this value may stand among the parts where it is used more than once. */
    boolean isReferable() {
        return length >= SHORTEST;
    }

    Kind kind() {
        return kind;
    }

    /** Return a value without children, or a text, as JSON. */
    String json() {
        return json;
    }

    boolean isNumber() {
        return kind == Kind.LEAF && "-0123456789".indexOf(json.charAt(0)) >= 0;
    }

    List<String> names() {
        return names;
    }

    /** Return the fields of an object, the items of a list or the lines of a text. */
    List<Value> children() {
        return children;
    }

    /** Return about how many characters the value has; more than any of its children. */
    long length() {
        return length;
    }

    /** Return the list, or the text, that this one begins with and that stands elsewhere as well, where there is one. */
    Optional<Value> beginning() {
        return beginning;
    }

    void beginsWith(Value other) {
        beginning = Optional.of(other);
    }

    /** Return the children that are written here: all but those of the beginning. */
    List<Value> ownChildren() {
        return beginning
                .map(known -> children.subList(known.children.size(), children.size()))
                .orElse(children);
    }

    /** Return the values that stand in this one, or that it may refer to instead. */
    List<Value> referred() {
        List<Value> referred = new ArrayList<>();
        beginning.ifPresent(referred::add);
        ownChildren().stream().filter(this::mayReferTo).forEach(referred::add);
        return referred;
    }

    /** Code and prose are read line by line: only a very long line is worth looking up. */
    boolean mayReferTo(Value child) {
        return kind != Kind.TEXT || child.length >= LONG_LINE;
    }
}
