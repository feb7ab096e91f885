/** The sessions of a running application: collected, spooled and written to the history. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.cli.session;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
