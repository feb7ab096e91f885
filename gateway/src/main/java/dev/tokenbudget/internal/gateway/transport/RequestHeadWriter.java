package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Writes a request's head; the empty line that ends it may have to wait: without it the server cannot have processed the request. */
final class RequestHeadWriter implements HttpMessageWriter<ClassicHttpRequest> {

    private final CharArrayBuffer line = new CharArrayBuffer(256);
    private Step beforeEnd = Step.NONE;

    /** Something done between writing. */
    @FunctionalInterface
    interface Step {
        Step NONE = () -> {};

        void run() throws IOException;
    }

    /** Set what is done once all of the next heads but their end has been sent. */
    void beforeEnd(Step step) {
        beforeEnd = step;
    }

    @Override
    public void write(ClassicHttpRequest message, SessionOutputBuffer buffer, OutputStream out) throws IOException {
        RequestLine first = new RequestLine(message.getMethod(), message.getRequestUri(), HttpVersion.HTTP_1_1);
        line.clear();
        BasicLineFormatter.INSTANCE.formatRequestLine(line, first);
        buffer.writeLine(line, out);
        for (Header header : Arrays.asList(message.getHeaders())) {
            line.clear();
            BasicLineFormatter.INSTANCE.formatHeader(line, header);
            buffer.writeLine(line, out);
        }
        if (beforeEnd != Step.NONE) {
            buffer.flush(out);
            beforeEnd.run();
        }
        line.clear();
        buffer.writeLine(line, out);
    }
}
