package io.metalwright.api.bootconfiguration;

import io.metalwright.api.problem.Problem;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.boot.DocumentKind;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.stereotype.Component;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whether a document, with a machine's words in it, is what its kind wants. An installer that finds out by itself does so in front of nobody. */
@Component
final class DocumentChecks {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Stand in for a machine's own. */
    private static final Map<String, String> SAMPLE = Map.ofEntries(
            Map.entry("mac", "52:54:00:12:34:56"),
            Map.entry("machine", "m-0123456789abcdef0123456789abcdef"),
            Map.entry("hostname", "web1"),
            Map.entry("address", "192.0.2.10"),
            Map.entry("prefix", "24"),
            Map.entry("netmask", "255.255.255.0"),
            Map.entry("gateway", "192.0.2.1"),
            Map.entry("nameservers", "192.0.2.2"),
            Map.entry("segment", "rack1"),
            Map.entry("site", "default"),
            Map.entry("server", "192.0.2.1"),
            Map.entry("http", "http://192.0.2.1:8090"));

    private final IgnitionValidate ignition;

    DocumentChecks(IgnitionValidate ignition) {
        this.ignition = ignition;
    }

    void check(BootConfiguration configuration) {
        for (var document : new TreeMap<>(configuration.documents()).entrySet()) {
            var template = new BootTemplate(document.getValue());
            var unknown = template.unknownWords();
            if (!unknown.isEmpty()) {
                throw wrong(document.getKey(), "it names " + String.join(", ", unknown))
                        .help("Known are "
                                + String.join(
                                        ", ",
                                        BootTemplate.WORDS.stream().sorted().toList())
                                + ". Write {{{{ for two braces.");
            }
            check(document.getKey(), template.filledIn(SAMPLE));
        }
    }

    private void check(DocumentKind kind, String text) {
        switch (kind) {
            case IPXE -> require(kind, text.startsWith("#!ipxe"), "it begins with #!ipxe");
            case HTTPBOOT -> checkUrl(kind, text.strip());
            case IGNITION -> checkIgnition(kind, text);
            case META_DATA, NETWORK_CONFIG -> yaml(kind, text);
            case USER_DATA, VENDOR_DATA -> checkCloudConfig(kind, text);
            case KICKSTART ->
                require(
                        kind,
                        text.lines()
                                .map(String::strip)
                                .anyMatch(
                                        line -> line.matches(
                                                "(rootpw|user|sshkey|%include|text|url|cdrom|autopart|clearpart|part|reboot|lang)\\b.*")),
                        "it has commands of kickstart");
            case PRESEED -> checkPreseed(kind, text);
            case AUTOINSTALL -> {
                checkCloudConfig(kind, text);
                require(
                        kind,
                        yaml(kind, text) instanceof Map<?, ?> map
                                && map.get("autoinstall") instanceof Map<?, ?> install
                                && Integer.valueOf(1).equals(install.get("version")),
                        "it has 'autoinstall' with 'version: 1'");
            }
            case AUTOYAST -> checkAutoYast(kind, text);
        }
    }

    private static void checkUrl(DocumentKind kind, String text) {
        try {
            var scheme = URI.create(text).getScheme();
            require(kind, "http".equals(scheme) || "https".equals(scheme), "it is a URL of http or https");
        } catch (IllegalArgumentException e) {
            throw wrong(kind, "'" + text + "' is no URL");
        }
    }

    private void checkIgnition(DocumentKind kind, String text) {
        try {
            var version = JSON.readTree(text).path("ignition").path("version").asString("");
            require(kind, version.matches("[23]\\.\\d+\\.\\d+(-experimental)?"), "it has 'ignition.version'");
            if (version.startsWith("3")) {
                ignition.complaint(text).ifPresent(complaint -> {
                    throw wrong(kind, "ignition-validate says " + complaint);
                });
            }
        } catch (JacksonException e) {
            throw wrong(kind, "it is no JSON: " + e.getOriginalMessage());
        }
    }

    private static void checkCloudConfig(DocumentKind kind, String text) {
        if (text.startsWith("#cloud-config")) {
            yaml(kind, text);
        } else {
            require(
                    kind,
                    text.isEmpty()
                            || text.startsWith("#!")
                            || text.startsWith("## template:")
                            || text.startsWith("Content-Type:"),
                    "it begins with #cloud-config, #! or a MIME header");
        }
    }

    private static Object yaml(DocumentKind kind, String text) {
        try {
            // Types of Java named in it are refused, and so are documents that grow when they are read.
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            throw wrong(kind, "it is no YAML: " + e.getMessage());
        }
    }

    /** Each line: owner, question, type and perhaps a value, as debconf-set-selections(1) reads it. */
    private static void checkPreseed(DocumentKind kind, String text) {
        var joined = text.replace("\\\n", " ");
        joined.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .filter(line -> line.split("\\s+", 4).length < 3)
                .findFirst()
                .ifPresent(line -> {
                    throw wrong(kind, "'" + line + "' has no owner, question and type");
                });
    }

    private static void checkAutoYast(DocumentKind kind, String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            require(kind, "profile".equals(root.getLocalName()), "its root is 'profile'");
        } catch (SAXException e) {
            throw wrong(kind, "it is no XML: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("read XML", e);
        }
    }

    private static void require(DocumentKind kind, boolean holds, String wanted) {
        if (!holds) {
            throw wrong(kind, "wanted is that " + wanted);
        }
    }

    private static Problem wrong(DocumentKind kind, String why) {
        return Problem.invalid(
                "documents." + kind.word(), "The document '" + kind.word() + "' is not right: " + why + ".");
    }
}
