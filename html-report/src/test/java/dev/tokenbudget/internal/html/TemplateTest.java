package dev.tokenbudget.internal.html;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void says_of_a_page_that_cannot_be_written_what_the_writer_said() {
        assertThatThrownBy(() -> HtmlReport.REPORT.form().write(ReportExample.ofThreeTasks(), new FullDisk()))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    /** Takes nothing. */
    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
