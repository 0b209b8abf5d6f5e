package io.tradewatch.cli.config;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.BoundedYaml;
import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the settings from a YAML file, each as written and with its line. */
final class ConfigurationFile {
    private final Path file;
    private final List<String> problems;
    private final List<Setting> settings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ConfigurationFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The settings of a file; any other content is added to the problems. */
    static List<Setting> read(Path file, List<String> problems) {
        ConfigurationFile reader = new ConfigurationFile(file, problems);
        try {
            reader.document(BoundedYaml.read(file));
        } catch (NoSuchFileException e) {
            problems.add(file + ": does not exist; name another with --config, or restore it");
        } catch (BoundedFile.TooLargeException e) {
            problems.add(file + ": " + e.getMessage());
        } catch (IOException e) {
            problems.add(file + ": cannot be read (" + FileProblem.reason(e) + ")");
        }
        return reader.settings;
    }

    private void document(String text) {
        try {
            Node root = BoundedYaml.parser().compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                mapping.getValue().forEach(this::topLevel);
            } else if (root != null && !isNothing(root)) {
                problem(root, "expected keys with values, like 'application-id: tradewatch'");
            }
        } catch (MarkedYAMLException e) {
            problems.add(file + ":"
                    + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1) + ": is not YAML: "
                    + e.getProblem());
        } catch (YAMLException e) {
            problems.add(file + ": is not YAML: " + e.getMessage());
        }
    }

    private void topLevel(NodeTuple entry) {
        String name = name(entry.getKeyNode());
        Node value = entry.getValueNode();
        if (!sections().contains(name)) {
            add(entry.getKeyNode(), name, value);
        } else if (value instanceof MappingNode section) {
            section.getValue()
                    .forEach(inner ->
                            add(inner.getKeyNode(), name + "." + name(inner.getKeyNode()), inner.getValueNode()));
        } else if (!isNothing(value)) {
            problem(value, "'" + name + "' is a section, expected keys with values below it");
        }
    }

    private void add(Node key, String name, Node value) {
        if (!seen.add(name)) {
            problem(key, "'" + name + "' stands twice; keep one of the two");
        } else if (!isKnown(name)) {
            problem(
                    key,
                    "no such setting: '" + name + "'"
                            + Nearest.hint(
                                    name, Keys.ALL.stream().map(Key::name).toList()));
        } else if (value instanceof MappingNode) {
            problem(
                    value,
                    "'" + name + "' has keys below it, expected one value"
                            + " (a client property is one key: 'ssl.truststore.location: …')");
        } else if (!isNothing(value)) {
            settings.add(new Setting(name, written(value), place(value)));
        }
    }

    private static boolean isKnown(String name) {
        return Keys.ALL.stream().anyMatch(key -> key.name().equals(name))
                || Keys.isOpen(name.substring(0, Math.max(0, name.indexOf('.'))));
    }

    private static Set<String> sections() {
        return Keys.ALL.stream()
                .map(Key::section)
                .filter(section -> !section.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
    }

    /** A list stands for a comma-separated value of Kafka's clients. */
    private static String written(Node value) {
        if (value instanceof SequenceNode list) {
            return list.getValue().stream().map(ConfigurationFile::written).collect(Collectors.joining(","));
        }
        return value instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** A key without a value: the default applies. */
    private static boolean isNothing(Node value) {
        return value.getTag().equals(Tag.NULL);
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    private void problem(Node node, String text) {
        problems.add(place(node) + ": " + text);
    }
}
