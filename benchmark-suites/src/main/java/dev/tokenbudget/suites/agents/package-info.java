/** Example agents on real clients: plain code that knows a base URL and its task, and nothing of measuring. */
@NullMarked
package dev.tokenbudget.suites.agents;

import org.jspecify.annotations.NullMarked;
