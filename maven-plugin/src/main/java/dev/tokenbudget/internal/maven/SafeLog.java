package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.text.ForeignText;
import org.apache.maven.plugin.logging.Log;

/** A log in which a message is one line of text, whatever the names in it hold. */
record SafeLog(Log log) implements Log {

    private static String safe(CharSequence message) {
        return ForeignText.line(message.toString());
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(CharSequence message) {
        log.debug(safe(message));
    }

    @Override
    public void debug(CharSequence message, Throwable error) {
        log.debug(safe(message), error);
    }

    @Override
    public void debug(Throwable error) {
        log.debug(error);
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public void info(CharSequence message) {
        log.info(safe(message));
    }

    @Override
    public void info(CharSequence message, Throwable error) {
        log.info(safe(message), error);
    }

    @Override
    public void info(Throwable error) {
        log.info(error);
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void warn(CharSequence message) {
        log.warn(safe(message));
    }

    @Override
    public void warn(CharSequence message, Throwable error) {
        log.warn(safe(message), error);
    }

    @Override
    public void warn(Throwable error) {
        log.warn(error);
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void error(CharSequence message) {
        log.error(safe(message));
    }

    @Override
    public void error(CharSequence message, Throwable error) {
        log.error(safe(message), error);
    }

    @Override
    public void error(Throwable error) {
        log.error(error);
    }
}
