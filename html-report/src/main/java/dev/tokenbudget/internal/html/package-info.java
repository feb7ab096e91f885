/** A comparison as one HTML file for a browser: values that are formatted already, and templates that lay them out. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.html;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
