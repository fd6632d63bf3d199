package io.trovex.stage.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses with 413 a body that is too large to become an object, before it is read or as soon as it is known. */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {
    private final long limit;

    BodyLimit(HttpProperties properties) {
        this.limit = properties.maxBodySize().toBytes();
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > limit) {
            throw tooLarge();
        }
        return new Limited(message.getHeaders(), new LimitedStream(message.getBody()));
    }

    private ProblemException tooLarge() {
        return ProblemException.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "body_too_large",
                "The request's body must have at most %d bytes.".formatted(limit));
    }

    private record Limited(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}

    private final class LimitedStream extends FilterInputStream {
        private long left = limit;

        private LimitedStream(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                take(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            take(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            take(skipped);
            return skipped;
        }

        private void take(long count) {
            left -= count;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
