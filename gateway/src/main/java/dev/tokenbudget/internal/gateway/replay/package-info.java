/** Answers requests from what was recorded of earlier runs, without a connection. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.replay;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
