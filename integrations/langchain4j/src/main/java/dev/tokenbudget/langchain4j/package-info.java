/** Charges runs with the calls that LangChain4j's models make, as their listeners hear of them. */
@NullMarked
package dev.tokenbudget.langchain4j;

import org.jspecify.annotations.NullMarked;
