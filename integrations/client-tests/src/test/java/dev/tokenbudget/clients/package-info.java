/** Clients of providers, pointed at the gateway. */
@NullMarked
package dev.tokenbudget.clients;

import org.jspecify.annotations.NullMarked;
