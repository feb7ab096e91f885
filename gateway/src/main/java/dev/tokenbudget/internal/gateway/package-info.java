/** The loopback server that agents talk to instead of the provider, and the runs that it charges. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
