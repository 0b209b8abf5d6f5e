package io.tradewatch.cli.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of logs and messages. */
final class Secrets {
    private static final String MASK = "********";
    private static final Pattern SECRET_NAMES = Pattern.compile(
            "password|secret|http\\.user|jaas|user\\.info|token|credentials(?!\\.source)|keystore\\.key|private|header");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    private Secrets() {}

    /** The value for display: a reference to a secret as written, a secret itself masked. */
    static String mask(String name, String written) {
        if (References.isIn(written) && written.startsWith("${") && written.indexOf('}') == written.length() - 1) {
            return written;
        }
        if (SECRET_NAMES.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return MASK;
        }
        return USER_INFO.matcher(written).replaceAll(MASK);
    }
}
