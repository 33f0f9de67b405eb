package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.installer.InstallerOrder;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /trees/<digest>/<path>}: the files of distributions' discs. Links on them that lead elsewhere are not followed. */
final class TreeEndpoint implements HttpHandler {
    private static final Pattern PATH = Pattern.compile("/trees/([0-9a-f]{64})/(.+)");

    private final ImageFolder images;
    private final PlanBook plans;
    private final Announcer announcer;

    TreeEndpoint(ImageFolder images, PlanBook plans, Announcer announcer) {
        this.images = images;
        this.plans = plans;
        this.announcer = announcer;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        var asked = PATH.matcher(exchange.getRequestPath());
        if (!asked.matches()) {
            throw ServedFiles.missing(exchange);
        }
        var digest = Sha256.of(asked.group(1));
        var path = asked.group(2);
        var tree = images.tree(digest);
        if (!Files.isDirectory(tree) || !(FileShelf.of(tree).find(path) instanceof FileShelf.Found.File found)) {
            throw ServedFiles.missing(exchange);
        }
        Exchanges.mac(exchange)
                .ifPresent(mac -> milestone(mac, digest, path)
                        .ifPresent(kind -> exchange.addExchangeCompleteListener((done, next) -> {
                            if (done.getStatusCode() / 100 == 2
                                    && done.getRequestMethod().equals(Methods.GET)) {
                                announcer.passed(kind, mac, done.getResponseBytesSent() + " bytes by HTTP");
                            }
                            next.proceed();
                        })));
        ServedFiles.serve(exchange, found.path(), ServedFiles.FOR_EVER, "");
    }

    /** What this file is to a machine that its plan sends into an installer. */
    private Optional<SignKind> milestone(MacAddress mac, Sha256 digest, String path) {
        return plans.find(mac)
                .map(boot -> boot.plan() instanceof BootPlan.Installer(InstallerOrder order) ? order : null)
                .filter(order -> order.tree().equals(digest))
                .map(order -> path.equals(order.layout().kernel())
                        ? SignKind.KERNEL
                        : path.equals(order.layout().initrd()) ? SignKind.INITRD : null);
    }
}
