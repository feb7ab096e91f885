package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.history.alert.AlertRules;
import dev.tokenbudget.internal.history.alert.MalformedAlertException;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;

/** A file of alerts: read, or refused. */
final class AlertRulesFile implements Target {

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        try {
            AlertRules.read(scratch.file("alerts.json", input));
        } catch (MalformedFileException | MalformedAlertException e) {
            // A file that is refused says why.
        }
    }
}
