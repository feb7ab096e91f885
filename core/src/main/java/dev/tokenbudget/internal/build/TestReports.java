package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What Surefire and Failsafe report of the tests that they ran: {@code TEST-<class>.xml}.
 *
 * @param folders where they write
 * @param since only reports that were written from then on are of this build
 */
public record TestReports(List<Path> folders, Instant since) {

    private static final String NAME = "TEST-";

    public TestReports {
        folders = List.copyOf(folders);
    }

    /**
     * Return what became of tests.
     *
     * @param testClass the full name of their top-level class
     * @param methods the methods that are asked for; all where there is none
     */
    Found of(String testClass, Set<String> methods) {
        List<TestCase> cases =
                reports(testClass).flatMap(file -> cases(file).stream()).toList();
        List<TestCase> asked = cases.stream()
                .filter(test -> methods.isEmpty() || methods.stream().anyMatch(test::isOf))
                .toList();
        // a reporter may write display names in the place of methods
        List<TestCase> counted = asked.isEmpty() ? cases : asked;
        if (counted.isEmpty()) {
            return new Found(false, Optional.empty());
        }
        boolean ran = counted.stream().anyMatch(test -> test.skipped().isEmpty());
        return new Found(ran, ran ? Optional.empty() : counted.get(0).skipped());
    }

    /**
     * What became of tests.
     *
     * @param ran whether one of them ran
     * @param skipped why none ran, where they were skipped; the reason may be empty
     */
    record Found(boolean ran, Optional<String> skipped) {}

    private record TestCase(String name, Optional<String> skipped) {

        boolean isOf(String method) {
            return name.startsWith(method)
                    && (name.length() == method.length()
                            || !Character.isJavaIdentifierPart(name.charAt(method.length())));
        }
    }

    private Stream<Path> reports(String testClass) {
        return folders.stream().filter(Files::isDirectory).flatMap(folder -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files
                        .filter(file -> isOf(testClass, file.getFileName().toString()))
                        .filter(this::isNew)
                        .sorted()
                        .toList()
                        .stream();
            } catch (IOException unreadable) {
                return Stream.of();
            }
        });
    }

    /** A nested class has its own report, and an execution may add a suffix. */
    private static boolean isOf(String testClass, String file) {
        if (!file.startsWith(NAME + testClass) || !file.endsWith(".xml")) {
            return false;
        }
        char next = file.charAt(NAME.length() + testClass.length());
        return next == '$' || !Character.isJavaIdentifierPart(next);
    }

    private boolean isNew(Path report) {
        try {
            return !Files.getLastModifiedTime(report).toInstant().isBefore(since);
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<TestCase> cases(Path report) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<TestCase> cases = new ArrayList<>();
        try (InputStream in = Files.newInputStream(RegularFile.of(report))) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    take(xml, cases);
                }
            }
        } catch (IOException | XMLStreamException halfWritten) {
            // what was read until then is what is known
        }
        return cases;
    }

    private static void take(XMLStreamReader xml, List<TestCase> cases) {
        if (xml.getLocalName().equals("testcase")) {
            cases.add(new TestCase(attribute(xml, "name"), Optional.empty()));
        } else if (xml.getLocalName().equals("skipped") && !cases.isEmpty()) {
            TestCase last = cases.remove(cases.size() - 1);
            cases.add(new TestCase(last.name(), Optional.of(attribute(xml, "message"))));
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }
}
