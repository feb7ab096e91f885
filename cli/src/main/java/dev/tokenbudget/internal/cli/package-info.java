/** The command {@code tokenbudget}: the gateway as a process of its own. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.cli;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
