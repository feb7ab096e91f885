/** How JSON documents are cut out of a response body, whatever carries them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.framing;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
