package dev.tokenbudget.internal.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class SafeLogTest {

    private static final String HOSTILE =
            "task a\n::stop-commands::x ##vso[task.setvariable variable=PATH]\u202Eb\u001b[2J";

    @Test
    void every_message_is_one_line_of_text() {
        String printed = printed(() -> {
            SafeLog log = new SafeLog(new SystemStreamLog());
            log.info(HOSTILE);
            log.warn(HOSTILE);
            log.error(HOSTILE);
        });

        String text = " task a ::stop-commands::x # #vso[task.setvariable variable=PATH]\uFFFDb [2J";
        assertThat(printed.lines()).hasSize(3).allMatch(line -> line.endsWith(text.strip()));
    }

    @Test
    void every_goal_logs_through_it() {
        assertThat(new PlanMojo().getLog()).isInstanceOf(SafeLog.class);
    }

    private static String printed(Runnable work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            System.setOut(both);
            System.setErr(both);
            work.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
