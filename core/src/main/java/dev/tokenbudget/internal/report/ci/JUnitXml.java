package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.BuildProblem;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Severity;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A comparison as Surefire would write it: one test case per task and rule, and one for the measurement as a whole. What
 * fails the build is a failure; a warning is a skipped test, because JUnit's format has no warnings.
 */
final class JUnitXml {

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Comparison comparison) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitXml(xml).write(comparison);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A text in memory can always be written.", e);
        }
        return text.append('\n').toString();
    }

    private void write(Comparison comparison) throws XMLStreamException {
        List<JUnitCase> cases = Stream.concat(
                        Stream.of(whole(comparison)),
                        comparison.tasks().stream().flatMap(task -> JUnitCase.of(task).stream()))
                .toList();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", suite(comparison));
        attribute("time", "0");
        attribute("tests", String.valueOf(cases.size()));
        attribute("errors", "0");
        attribute("skipped", count(cases, Severity.WARNS));
        attribute("failures", count(cases, Severity.FAILS));
        properties(comparison);
        for (JUnitCase testCase : cases) {
            write(testCase);
        }
        end();
        xml.writeEndDocument();
    }

    private void properties(Comparison comparison) throws XMLStreamException {
        start("properties");
        for (var property : JUnitProperties.of(comparison).entrySet()) {
            start("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
            xml.writeEndElement();
        }
        end();
    }

    private void write(JUnitCase testCase) throws XMLStreamException {
        start("testcase");
        attribute("name", testCase.name());
        attribute("classname", testCase.className());
        attribute("time", "0");
        if (testCase.severity() == Severity.FAILS) {
            start("failure");
            attribute("message", testCase.message());
            attribute("type", testCase.type());
            xml.writeCharacters(ForeignText.lines(testCase.details()));
            xml.writeEndElement();
        } else if (testCase.severity() == Severity.WARNS) {
            start("skipped");
            attribute("message", testCase.message());
            xml.writeEndElement();
        }
        end();
    }

    private static JUnitCase whole(Comparison comparison) {
        List<BuildProblem> problems = comparison.problems();
        String sentences = problems.stream().map(BuildProblem::sentence).collect(Collectors.joining("\n"));
        Severity severity = problems.stream()
                .map(BuildProblem::severity)
                .max(Severity::compareTo)
                .orElse(Severity.PASSES);
        return new JUnitCase(suite(comparison), "the measurement as a whole", severity, "SUITE", sentences, sentences);
    }

    private static String suite(Comparison comparison) {
        return comparison.module().isEmpty() ? "tokenbudget" : "tokenbudget." + comparison.module();
    }

    private static String count(List<JUnitCase> cases, Severity severity) {
        return String.valueOf(cases.stream()
                .filter(testCase -> testCase.severity() == severity)
                .count());
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, ForeignText.lines(value));
    }
}
