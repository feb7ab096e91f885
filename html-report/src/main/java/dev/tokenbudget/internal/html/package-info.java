/** A comparison as one HTML file for a browser: values that are formatted already, and templates that lay them out. */
@NullMarked
package dev.tokenbudget.internal.html;

import org.jspecify.annotations.NullMarked;
