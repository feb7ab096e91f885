package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Comparison;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;

/**
 * A file that shows a comparison.
 *
 * @param file its name in the report folder
 * @param form how a comparison is written
 */
public record Report(String file, Form form) {

    /** Writes a comparison. */
    @FunctionalInterface
    public interface Form {

        /**
         * Write a comparison; the same one gives the same characters.
         *
         * @throws IOException if it cannot be written
         */
        void write(Comparison comparison, Writer to) throws IOException;
    }

    /** The reports that are plain text and need no template. */
    public static final List<Report> PLAIN =
            List.of(ofText("report.md", MarkdownReport::of), new Report("report.json", JsonReport::write));

    /** A report that is small enough to be made at one go. */
    public static Report ofText(String file, Function<Comparison, String> text) {
        return new Report(file, (comparison, to) -> to.write(text.apply(comparison)));
    }

    /** Return what stands in the file. */
    public String text(Comparison comparison) {
        StringWriter text = new StringWriter();
        try {
            form.write(comparison, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
