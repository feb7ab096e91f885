/** How much of a prompt repeats earlier ones from the begin, text for text as it is sent, and where it stops. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.prefix;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
