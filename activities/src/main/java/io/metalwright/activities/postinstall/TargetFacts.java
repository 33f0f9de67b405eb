package io.metalwright.activities.postinstall;

import java.util.Map;
import java.util.stream.Collectors;

/** What an installed system has, as {@code describe.sh} finds it. */
record TargetFacts(
        String os,
        boolean cloudInit,
        boolean ifupdown,
        boolean networkd,
        boolean networkManager,
        boolean systemd,
        boolean selinux,
        String mdadmConfiguration) {
    static TargetFacts of(TargetSystem target) {
        return parse(target.demand(new TargetSystem.Part("look at the installed system", Scripts.read("describe.sh"))));
    }

    static TargetFacts parse(String output) {
        Map<String, String> pairs = output.lines()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (first, last) -> last));
        return new TargetFacts(
                pairs.getOrDefault("os", "unknown").strip(),
                is(pairs, "cloudInit"),
                is(pairs, "ifupdown"),
                is(pairs, "networkd"),
                is(pairs, "networkManager"),
                is(pairs, "systemd"),
                is(pairs, "selinux"),
                pairs.getOrDefault("mdadmConf", "/etc/mdadm.conf"));
    }

    private static boolean is(Map<String, String> pairs, String key) {
        return pairs.getOrDefault(key, "false").equals("true");
    }
}
