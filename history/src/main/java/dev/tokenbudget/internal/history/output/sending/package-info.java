/** What goes out of a history where: the settings decide, and each thing is sent once. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.output.sending;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
