/** How a request reaches its upstream and how the answer comes back. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.transport;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
