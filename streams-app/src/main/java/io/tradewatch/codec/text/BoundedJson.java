package io.tradewatch.codec.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;

/**
 * Creates all parsers of JSON, so that each has the same limits. Text that exceeds a limit is rejected as malformed,
 * with the limit in the message. The limits are wider than any record of a topic or any output of a command.
 */
public final class BoundedJson {
    /** The deepest nesting of objects and arrays. */
    public static final int MOST_DEPTH = 50;
    /** The longest text, in characters; no topic accepts a record as large as this. */
    public static final int MOST_TEXT = 16 << 20;
    /** The longest number, in characters; the reader of a number checks its value. */
    public static final int MOST_NUMBER = 1_000;
    /** The longest name of a field, in characters. */
    public static final int MOST_NAME = 10_000;

    /** The limits, for parsers of other formats of the same library. */
    public static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MOST_DEPTH)
            .maxStringLength(MOST_TEXT)
            .maxNumberLength(MOST_NUMBER)
            .maxNameLength(MOST_NAME)
            .build();

    private BoundedJson() {}

    /** Creates a factory of parsers and generators. */
    public static JsonFactory factory() {
        return new BoundedFactory();
    }

    /** Creates a builder of mappers. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(factory());
    }

    /** Overrides every method that creates a parser. */
    private static final class BoundedFactory extends JsonFactory {
        private static final long serialVersionUID = 1L;

        BoundedFactory() {
            super(new JsonFactoryBuilder().streamReadConstraints(CONSTRAINTS));
        }

        @Override
        protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
            return new BoundedNumbers(super._createParser(in, context));
        }

        @Override
        protected JsonParser _createParser(Reader in, IOContext context) throws IOException {
            return new BoundedNumbers(super._createParser(in, context));
        }

        @Override
        protected JsonParser _createParser(byte[] content, int start, int length, IOContext context)
                throws IOException {
            return new BoundedNumbers(super._createParser(content, start, length, context));
        }

        @Override
        protected JsonParser _createParser(char[] content, int start, int length, IOContext context, boolean recyclable)
                throws IOException {
            return new BoundedNumbers(super._createParser(content, start, length, context, recyclable));
        }
    }

    /** Reports an exponent beyond Java's range as malformed JSON; Jackson throws a runtime exception for it. */
    private static final class BoundedNumbers extends JsonParserDelegate {
        BoundedNumbers(JsonParser parser) {
            super(parser);
        }

        @Override
        public BigDecimal getDecimalValue() throws IOException {
            try {
                return super.getDecimalValue();
            } catch (NumberFormatException e) {
                throw beyond();
            }
        }

        @Override
        public Number getNumberValue() throws IOException {
            try {
                return super.getNumberValue();
            } catch (NumberFormatException e) {
                throw beyond();
            }
        }

        private StreamConstraintsException beyond() {
            return new StreamConstraintsException("a number has an exponent that is too long", currentTokenLocation());
        }
    }
}
