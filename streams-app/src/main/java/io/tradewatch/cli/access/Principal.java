package io.tradewatch.cli.access;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/** Says whom a broker takes us for, as far as our own settings tell. */
public final class Principal {
    private static final Pattern USERNAME = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]+)\"|([^\\s\";]+))");

    private Principal() {}

    /**
     * The principal as Kafka's tools write it.
     *
     * @param kafka the properties of Kafka's clients
     * @return {@code User:name} where a user name is set, otherwise {@code User:NAME} for a person to fill in: the name of
     *     a certificate, a Kerberos ticket or a token is not in the settings
     */
    public static String of(Map<String, Object> kafka) {
        Matcher found = USERNAME.matcher(String.valueOf(kafka.get(SaslConfigs.SASL_JAAS_CONFIG)));
        if (!found.find()) {
            return "User:NAME";
        }
        return "User:" + (found.group(1) != null ? found.group(1) : found.group(2));
    }
}
