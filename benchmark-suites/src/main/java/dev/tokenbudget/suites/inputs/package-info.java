/** The inputs of the ready tasks: a pull request, a feature, a backlog, an incident, an API. */
@NullMarked
package dev.tokenbudget.suites.inputs;

import org.jspecify.annotations.NullMarked;
