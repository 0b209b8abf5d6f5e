package io.tradewatch.cli.access;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/** Determines this program's principal on a broker, as far as its own settings contain it. */
public final class Principal {
    private static final Pattern USERNAME = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]+)\"|([^\\s\";]+))");

    private Principal() {}

    /**
     * The principal as Kafka's tools write it.
     *
     * @param kafka the properties of Kafka's clients
     * @return {@code User:name} if a user name is set, otherwise {@code User:NAME} as a placeholder: the settings do not
     *     contain the name in a certificate, a Kerberos ticket or a token
     */
    public static String of(Map<String, Object> kafka) {
        Matcher found = USERNAME.matcher(String.valueOf(kafka.get(SaslConfigs.SASL_JAAS_CONFIG)));
        if (!found.find()) {
            return "User:NAME";
        }
        return "User:" + (found.group(1) != null ? found.group(1) : found.group(2));
    }
}
