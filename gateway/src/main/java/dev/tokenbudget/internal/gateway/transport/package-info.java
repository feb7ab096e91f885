/** How a request reaches its upstream and how the answer comes back. */
@NullMarked
package dev.tokenbudget.internal.gateway.transport;

import org.jspecify.annotations.NullMarked;
