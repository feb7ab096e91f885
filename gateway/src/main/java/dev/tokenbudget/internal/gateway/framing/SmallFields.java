package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that has few of them, and does not change. */
final class SmallFields extends AbstractMap<String, JsonNode> {

    static final int MOST = 24;

    private final String[] names;
    private final JsonNode[] values;

    /** A bit for each name, by its hash: most names that are asked for are not there, and that is told without comparing. */
    private final long hashes;

    private SmallFields(String[] names, JsonNode[] values, long hashes) {
        this.names = names;
        this.values = values;
        this.hashes = hashes;
    }

    /** Return the fields from {@code begin} to {@code end}; nothing where a name occurs twice. */
    static Optional<Map<String, JsonNode>> of(String[] names, JsonNode[] values, int begin, int end) {
        long hashes = 0;
        for (int i = begin; i < end; i++) {
            long bit = bit(names[i]);
            if ((hashes & bit) != 0 && position(names, begin, i, names[i]) >= 0) {
                return Optional.empty();
            }
            hashes |= bit;
        }
        return Optional.of(
                new SmallFields(Arrays.copyOfRange(names, begin, end), Arrays.copyOfRange(values, begin, end), hashes));
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
        int position = name instanceof String && (hashes & bit((String) name)) != 0
                ? position(names, 0, names.length, (String) name)
                : -1;
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, JsonNode>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    private static int position(String[] names, int begin, int end, String name) {
        for (int i = begin; i < end; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private final class Entries implements Iterator<Entry<String, JsonNode>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, JsonNode> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
        }
    }
}
