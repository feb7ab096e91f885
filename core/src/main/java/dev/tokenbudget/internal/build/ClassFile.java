package dev.tokenbudget.internal.build;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a class file says about its class, read without loading it: neither its class path nor its Java version is needed.
 *
 * @param name its full name
 * @param isAbstract whether it cannot be instantiated
 * @param parents its superclass and interfaces, by full name
 * @param annotations the annotations of the class, by full name
 * @param methods the annotations of each annotated method
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">The class file format</a>
 */
record ClassFile(
        String name,
        boolean isAbstract,
        List<String> parents,
        Set<String> annotations,
        Map<String, Set<String>> methods) {

    private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";

    static ClassFile read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
            return new Reader(in).read();
        }
    }

    private static final class Reader {

        private final DataInputStream in;
        private final Map<Integer, String> texts = new HashMap<>();
        private final Map<Integer, Integer> classes = new HashMap<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        ClassFile read() throws IOException {
            in.skipNBytes(8);
            readConstants();
            int access = in.readUnsignedShort();
            String name = className();
            List<String> parents = new ArrayList<>(List.of(className()));
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                parents.add(className());
            }
            members(new TreeMap<>());
            Map<String, Set<String>> methods = new TreeMap<>();
            members(methods);
            return new ClassFile(name, Modifier.isAbstract(access), parents, annotations(), methods);
        }

        private void readConstants() throws IOException {
            int count = in.readUnsignedShort();
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(index, in.readUTF());
                    case 7 -> classes.put(index, in.readUnsignedShort());
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        index++;
                    }
                    default -> in.skipNBytes(4);
                }
            }
        }

        private String className() throws IOException {
            Integer text = classes.get(in.readUnsignedShort());
            return text == null ? "" : texts.getOrDefault(text, "").replace('/', '.');
        }

        private void members(Map<String, Set<String>> annotated) throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(2);
                String name = texts.getOrDefault(in.readUnsignedShort(), "");
                in.skipNBytes(2);
                Set<String> annotations = annotations();
                if (!annotations.isEmpty()) {
                    annotated.computeIfAbsent(name, method -> new TreeSet<>()).addAll(annotations);
                }
            }
        }

        private Set<String> annotations() throws IOException {
            Set<String> annotations = new TreeSet<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                String attribute = texts.getOrDefault(in.readUnsignedShort(), "");
                int length = in.readInt();
                if (attribute.equals(ANNOTATIONS)) {
                    for (int more = in.readUnsignedShort(); more > 0; more--) {
                        annotation(annotations);
                    }
                } else {
                    in.skipNBytes(length);
                }
            }
            return annotations;
        }

        private void annotation(Set<String> annotations) throws IOException {
            String descriptor = texts.getOrDefault(in.readUnsignedShort(), "");
            annotations.add(descriptor.replaceAll("^L|;$", "").replace('/', '.'));
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(2);
                skipValue();
            }
        }

        private void skipValue() throws IOException {
            switch (in.readUnsignedByte()) {
                case 'e' -> in.skipNBytes(4);
                case '@' -> annotation(new TreeSet<>());
                case '[' -> {
                    for (int left = in.readUnsignedShort(); left > 0; left--) {
                        skipValue();
                    }
                }
                default -> in.skipNBytes(2);
            }
        }
    }
}
