package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.settings.Setting;

/** Another process measures in the folder of a build; the message names it and the remedy. */
public final class FolderInUseException extends Exception {

    private static final long serialVersionUID = 1;

    FolderInUseException(BuildFolder folder, String process) {
        super("Another build (process " + process + ") measures in " + folder.folder()
                + ": two builds in one folder would lose or mix their runs. Wait for its end, or give this one a folder of its"
                + " own: -D" + Setting.DIRECTORY.key() + "=target/tokenbudget-2.");
    }
}
