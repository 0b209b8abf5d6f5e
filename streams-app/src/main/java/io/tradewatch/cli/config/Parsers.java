package io.tradewatch.cli.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The parsers of the settings' types, each with its legal range. */
final class Parsers {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,200}");
    private static final Pattern APPLICATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private static final Pattern TOKEN = Pattern.compile("(\\S{16,})?");
    private static final Pattern USER = Pattern.compile("([^:\\s]+:\\S{12,})?");

    private Parsers() {}

    static Key.Parser<Integer> integer(int least, int most) {
        return written -> {
            int value = Integer.parseInt(written);
            return require(value >= least && value <= most, value);
        };
    }

    static Key.Parser<Duration> duration(Duration least, Duration most) {
        return written -> {
            Duration value = Durations.parse(written);
            return require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, value);
        };
    }

    static Key.Parser<String> oneOf(String... choices) {
        return written -> require(List.of(choices).contains(written), written);
    }

    /** A topic's name; empty if the prefix decides. */
    static String topic(String written) {
        boolean legal = TOPIC.matcher(written).matches() && !written.equals(".") && !written.equals("..");
        return require(written.isEmpty() || legal, written);
    }

    static String topicPrefix(String written) {
        return require(TOPIC_PREFIX.matcher(written).matches(), written);
    }

    static String applicationId(String written) {
        return require(APPLICATION_ID.matcher(written).matches(), written);
    }

    static String token(String written) {
        return require(TOKEN.matcher(written).matches(), written);
    }

    static String user(String written) {
        return require(USER.matcher(written).matches(), written);
    }

    static String text(String written) {
        return require(!written.isBlank(), written);
    }

    /** One address or several, separated by commas. */
    static String urls(String written) {
        String[] addresses = written.split(",", -1);
        for (String address : addresses) {
            try {
                URI uri = new URI(address.strip());
                String scheme = uri.getScheme();
                require(uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme)), address);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return written;
    }

    private static <T> T require(boolean legal, T value) {
        if (!legal) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
