/** What an integration of a framework finds its run by, and reports calls with. */
@NullMarked
package dev.tokenbudget.integration;

import org.jspecify.annotations.NullMarked;
