/** Sends the requests of LangChain4j's models through the gateway without a change of code. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.langchain4j.http;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
