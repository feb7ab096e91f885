/** How each provider's wire format is recognised and read: one class a protocol. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.protocol;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
