/** Sends the requests of LangChain4j's models through the gateway without a change of code. */
@NullMarked
package dev.tokenbudget.langchain4j.http;

import org.jspecify.annotations.NullMarked;
