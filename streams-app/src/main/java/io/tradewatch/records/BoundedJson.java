package io.tradewatch.records;

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
 * The one place that makes parsers of JSON, so that each has the same bounds: what is beyond them is refused as malformed,
 * with the bound in the message. They are wider than anything that topics take or commands write.
 */
public final class BoundedJson {
    /** Objects and arrays within one another at most. */
    public static final int MOST_DEPTH = 50;
    /** Characters of a text at most: no topic takes a record so large. */
    public static final int MOST_TEXT = 16 << 20;
    /** Characters of a number at most; what is shorter and has too large a value is its reader's matter. */
    public static final int MOST_NUMBER = 1_000;
    /** Characters of a field's name at most. */
    public static final int MOST_NAME = 10_000;

    /** The bounds, for parsers of other formats of the same library. */
    public static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MOST_DEPTH)
            .maxStringLength(MOST_TEXT)
            .maxNumberLength(MOST_NUMBER)
            .maxNameLength(MOST_NAME)
            .build();

    private BoundedJson() {}

    /** Makes parsers and generators. */
    public static JsonFactory factory() {
        return new BoundedFactory();
    }

    /** Begins a mapper. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(factory());
    }

    /** Through one of these methods come all parsers. */
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

    /** An exponent beyond those that Java has is an error of the text; the parser throws one of the program. */
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
