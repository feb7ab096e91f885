/** How each provider's wire format is recognised and read: one class a protocol. */
@NullMarked
package dev.tokenbudget.internal.gateway.protocol;

import org.jspecify.annotations.NullMarked;
