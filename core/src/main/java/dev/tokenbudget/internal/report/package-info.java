/** A comparison shown to people and programs: console, Markdown, JSON. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.report;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
